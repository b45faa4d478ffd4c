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
package dev.larder.zoo.value;

import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonView;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Classes whose annotations say how they are written as JSON over HTTP.
 */
public final class AnnotatedClasses {

	private AnnotatedClasses() {
	}

	/** As a class that is written for HTTP often looks. */
	@JsonPropertyOrder({ "zip", "street" })
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public static class Account {

		@JsonSerialize(using = Masking.class)
		private String number;

		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
		private String password;

		@JsonProperty(value = "e-mail", access = JsonProperty.Access.READ_ONLY)
		private String email;

		@JsonUnwrapped
		private Address address;

		@JsonView(Classes.class)
		private String internal;

		protected Account() {
		}

		public Account(String number, String password, String email, Address address) {
			this.number = number;
			this.password = password;
			this.email = email;
			this.address = address;
			this.internal = "internal";
		}

		public String getNumber() {
			return this.number;
		}

		public String getPassword() {
			return this.password;
		}

		public String getEmail() {
			return this.email;
		}

		public Address getAddress() {
			return this.address;
		}

		public String getInternal() {
			return this.internal;
		}

	}

	public record Address(String street, String zip) {
	}

	/** Shows the last two characters. */
	public static final class Masking extends ValueSerializer<String> {

		@Override
		public void serialize(String value, JsonGenerator generator, SerializationContext context) {
			generator.writeString("***" + value.substring(value.length() - 2));
		}

	}

	@JsonFilter("nobody-defines-it")
	public record Filtered(String name, int age) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
	public abstract static class Vehicle {

		private int wheels;

		public int getWheels() {
			return this.wheels;
		}

		public void setWheels(int wheels) {
			this.wheels = wheels;
		}

	}

	/** A subclass. */
	public static class Truck extends Vehicle {

		private double load;

		public double getLoad() {
			return this.load;
		}

		public void setLoad(double load) {
			this.load = load;
		}

	}

}
