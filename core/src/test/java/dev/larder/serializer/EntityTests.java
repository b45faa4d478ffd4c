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

package dev.larder.serializer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.larder.internal.value.GraphComparison;
import dev.larder.internal.value.UnkeptValueException;
import dev.larder.internal.value.ValueWriter;
import dev.larder.serializer.jdk.JdkSerializer;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.FilteredClassLoader;

import dev.larder.internal.value.ValueWriter.WrittenValue;
import dev.larder.serializer.jackson.JsonSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Entities as Hibernate returns them, with and without what it loads when asked.
 */
@SuppressWarnings("NullAway.Init")
class EntityTests {

	private static SessionFactory factory;

	@BeforeAll
	static void start() {
		Configuration configuration = new Configuration()
			.setProperty("hibernate.connection.url", "jdbc:h2:mem:entities")
			.setProperty("hibernate.hbm2ddl.auto", "create-drop")
			.setProperty("hibernate.generate_statistics", "true");
		Stream.of(Owner.class, Pet.class, Author.class, Note.class).forEach(configuration::addAnnotatedClass);
		factory = configuration.buildSessionFactory();
		factory.inTransaction((session) -> {
			Owner owner = new Owner(1, "Ann");
			owner.pets.add(new Pet(1, "Rex", owner));
			owner.pets.add(new Pet(2, "Tom", owner));
			session.persist(owner);
			Author author = new Author(1, "Bob");
			author.tags.addAll(List.of("b", "a"));
			author.links.put("home", 5);
			author.notes.add(new Note(1, "text", null));
			author.notes.add(new Note(2, "more", null));
			session.persist(author);
			session.persist(new Note(3, "of", author));
		});
	}

	@AfterAll
	static void stop() {
		factory.close();
	}

	static Stream<ValueSerializer> serializers() {
		return Serializers.all();
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void loadsNothingInASession(ValueSerializer serializer) {
		factory.inSession((session) -> {
			refuses(serializer, session.find(Owner.class, 1L));
			refuses(serializer, new ArrayList<>(List.of(session.find(Owner.class, 1L))));
			refuses(serializer, session.getReference(Author.class, 1L));
			refuses(serializer, session.find(Note.class, 3L));
		});
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void loadsNothingAfterASession(ValueSerializer serializer) {
		refuses(serializer, read((session) -> session.find(Owner.class, 1L)));
		refuses(serializer, read((session) -> session.getReference(Author.class, 1L)));
		refuses(serializer, read((session) -> session.find(Note.class, 3L)));
	}

	private static void refuses(ValueSerializer serializer, Object value) {
		long before = factory.getStatistics().getPrepareStatementCount();
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> serializer.serialize(value));
		assertThat(factory.getStatistics().getPrepareStatementCount()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("dev.larder.serializer.Serializers#readable")
	void saysWhatHasNotBeenLoaded(ValueSerializer serializer) {
		Owner owner = read((session) -> session.find(Owner.class, 1L));
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> serializer.serialize(owner))
			.withMessageContaining("has not been loaded")
			.withMessageContaining("pets");
	}

	@Test
	void javaSerializationSaysThatAProxyHasNotBeenLoaded() {
		JdkSerializer jdk = new JdkSerializer(Serializers.ALLOWED, getClass().getClassLoader());
		Note note = read((session) -> session.find(Note.class, 3L));
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> jdk.serialize(note))
			.withMessageContaining("has not been loaded");
	}

	static Stream<ValueSerializer> plain() {
		return Serializers.all().limit(3);
	}

	@ParameterizedTest
	@MethodSource("plain")
	void givesBackWhatHasBeenLoadedWithoutHibernate(ValueSerializer serializer) {
		Note note = read((session) -> {
			Note found = session.find(Note.class, 3L);
			Author author = Objects.requireNonNull(found.author);
			initialize(author);
			initialize(author.getTags(), author.getLinks(), author.getNotes());
			author.getNotes().forEach((each) -> Hibernate.initialize(each.author));
			return found;
		});
		assertThat(note.author).isNotExactlyInstanceOf(Author.class);
		Note copy = (Note) serializer.deserialize(serializer.serialize(note));
		Author author = copy.author;
		assertThat(author).isExactlyInstanceOf(Author.class);
		assertThat(author.name).isEqualTo("Bob");
		assertThat(author.tags).isExactlyInstanceOf(java.util.LinkedHashSet.class).containsExactlyInAnyOrder("a", "b");
		assertThat(author.links).isExactlyInstanceOf(java.util.LinkedHashMap.class).isEqualTo(Map.of("home", 5));
		assertThat(author.notes).isExactlyInstanceOf(ArrayList.class)
			.extracting((each) -> each.text)
			.containsExactlyInAnyOrder("text", "more");
	}

	@ParameterizedTest
	@MethodSource("dev.larder.serializer.Serializers#readable")
	void callsACycleACycle(ValueSerializer serializer) {
		Owner owner = loadedOwner();
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> serializer.serialize(owner))
			.withMessageContaining("cycle")
			.withMessageContaining("pets[0].owner");
	}

	@Test
	void javaSerializationKeepsACycle() {
		JdkSerializer jdk = new JdkSerializer(Serializers.ALLOWED, getClass().getClassLoader());
		Owner copy = (Owner) jdk.deserialize(jdk.serialize(loadedOwner()));
		assertThat(copy.name).isEqualTo("Ann");
		assertThat(copy.pets).isExactlyInstanceOf(ArrayList.class).hasSize(2);
		assertThat(copy.pets).allSatisfy((pet) -> assertThat(pet.owner).isSameAs(copy));
	}

	@Test
	void writerSaysWhereWhatHasNotBeenLoadedIsAndDoesNotLoadIt() {
		factory.inSession((session) -> {
			List<Owner> owners = new ArrayList<>(List.of(session.find(Owner.class, 1L)));
			long before = factory.getStatistics().getPrepareStatementCount();
			assertThatExceptionOfType(UnkeptValueException.class).isThrownBy(() -> writer().write(owners))
				.withMessageContaining("is not loaded yet")
				.satisfies((ex) -> assertThat(ex.path()).isEqualTo("List[0].pets"))
				.satisfies((ex) -> assertThat(ex.remedy()).contains("fetch join").doesNotContain("allowed-types"));
			assertThat(factory.getStatistics().getPrepareStatementCount()).isEqualTo(before);
		});
	}

	@Test
	void writerKeepsEntitiesThatReferToEachOtherWithASerializerThatCan() {
		WrittenValue written = writer().write(loadedOwner());
		assertThat(written.serializer()).isInstanceOf(JdkSerializer.class);
		assertThat(GraphComparison.find(loadedOwner(), written.serializer().deserialize(written.data()))).isNull();
	}

	@Test
	void writerKeepsWhatHasBeenLoadedAsText() {
		Author author = read((session) -> {
			Author found = session.find(Author.class, 1L);
			initialize(found.getTags(), found.getLinks(), found.getNotes());
			return found;
		});
		assertThat(writer().write(author).serializer()).isInstanceOf(JsonSerializer.class);
	}

	private static ValueWriter writer() {
		Map<String, ValueSerializer> serializers = new LinkedHashMap<>();
		ClassLoader classLoader = EntityTests.class.getClassLoader();
		serializers.put("json", new JsonSerializer(Serializers.ALLOWED, classLoader));
		serializers.put("fory", new ForySerializer(Serializers.ALLOWED, classLoader));
		serializers.put("jdk", new JdkSerializer(Serializers.ALLOWED, classLoader));
		return new ValueWriter(serializers);
	}

	@Test
	void needsNoHibernate() {
		FilteredClassLoader loader = new FilteredClassLoader("org.hibernate", "jakarta.persistence");
		ValueSerializer serializer = new JsonSerializer(Serializers.ALLOWED, loader);
		assertThatNoException().isThrownBy(() -> serializer.deserialize(serializer.serialize(new Shop.Dog("a"))));
	}

	private static Owner loadedOwner() {
		return read((session) -> {
			Owner owner = session.find(Owner.class, 1L);
			Hibernate.initialize(owner.pets);
			return owner;
		});
	}

	private static void initialize(Object... parts) {
		for (Object part : parts) {
			Hibernate.initialize(part);
		}
	}

	private static <T> T read(Function<Session, T> reading) {
		return factory.fromSession(reading);
	}

	@Entity(name = "Owner")
	static class Owner implements Serializable {

		private static final long serialVersionUID = 1;

		@Id
		long id;

		String name = "";

		@JsonIgnore
		@OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
		List<Pet> pets = new ArrayList<>();

		Owner() {
		}

		Owner(long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "Pet")
	static class Pet implements Serializable {

		private static final long serialVersionUID = 1;

		@Id
		long id;

		String name = "";

		@ManyToOne
		@Nullable Owner owner;

		Pet() {
		}

		Pet(long id, String name, Owner owner) {
			this.id = id;
			this.name = name;
			this.owner = owner;
		}

	}

	@Entity(name = "Author")
	static class Author implements Serializable {

		private static final long serialVersionUID = 1;

		@Id
		long id;

		String name = "";

		@ElementCollection
		Set<String> tags = new HashSet<>();

		@ElementCollection
		Map<String, Integer> links = new HashMap<>();

		@OneToMany(cascade = CascadeType.ALL)
		List<Note> notes = new ArrayList<>();

		Author() {
		}

		Author(long id, String name) {
			this.id = id;
			this.name = name;
		}

		Set<String> getTags() {
			return this.tags;
		}

		Map<String, Integer> getLinks() {
			return this.links;
		}

		List<Note> getNotes() {
			return this.notes;
		}

	}

	@Entity(name = "Note")
	static class Note implements Serializable {

		private static final long serialVersionUID = 1;

		@Id
		long id;

		String text = "";

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Author author;

		Note() {
		}

		Note(long id, String text, @Nullable Author author) {
			this.id = id;
			this.text = text;
			this.author = author;
		}

	}

}
