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
package dev.larder.serializer.jackson;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;

/**
 * Configures a mapper for values of a cache: what is read must equal what was written,
 * whatever it looks like.
 */
final class CacheMapper {

	private CacheMapper() {
	}

	static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M build(B builder, TypeNames types) {
		builder.typeFactory(builder.typeFactory().withClassLoader(types.classLoader()));
		builder.polymorphicTypeValidator(new CacheTyping.Validator(types));
		builder.setDefaultTyping(new CacheTyping(types));
		builder.addModule(new Formats(types));
		discoverNothing(builder);
		keepWhatIsWritten(builder);
		return builder.build();
	}

	/**
	 * Beans are written by their fields; Jackson is not to look at any itself.
	 */
	private static void discoverNothing(MapperBuilder<?, ?> builder) {
		builder.annotationIntrospector(AnnotationIntrospector.nopInstance());
		builder.changeDefaultVisibility((visibility) -> visibility.with(Visibility.NONE));
		builder.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
	}

	private static void keepWhatIsWritten(MapperBuilder<?, ?> builder) {
		builder.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
				DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID);
		builder.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
		builder.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING);
		builder.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

}
