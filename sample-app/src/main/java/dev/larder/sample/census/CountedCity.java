/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.larder.sample.census;

/**
 * A city that was counted.
 *
 * @param id its number
 * @param population its inhabitants, as they are in the database now
 * @param item the name of the item that was deleted from memcached, or nothing if there
 * was none, or no memcached
 */
record CountedCity(long id, long population, String item) {

}
