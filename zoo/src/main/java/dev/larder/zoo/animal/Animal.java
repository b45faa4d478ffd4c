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
package dev.larder.zoo.animal;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;

/**
 * An entity with a lazy relation to its owner, and an {@code equals} that looks at the
 * identifier alone.
 */
@Entity
public class Animal {

	@Id
	private Long id;

	private String name;

	@Enumerated(EnumType.STRING)
	private Species species;

	private LocalDate born;

	private BigDecimal weight;

	private Timestamp fedAt;

	private OffsetDateTime seenAt;

	private byte[] photo;

	@Version
	private int version;

	@ManyToOne(fetch = FetchType.LAZY)
	private Enclosure enclosure;

	@ElementCollection
	@CollectionTable(name = "animal_nickname", joinColumns = @JoinColumn(name = "animal_id"))
	@Column(name = "nickname")
	@OrderBy
	private Set<String> nicknames = new LinkedHashSet<>();

	protected Animal() {
	}

	public Animal(Long id, String name, Species species) {
		this.id = id;
		this.name = name;
		this.species = species;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public Species getSpecies() {
		return this.species;
	}

	public LocalDate getBorn() {
		return this.born;
	}

	public BigDecimal getWeight() {
		return this.weight;
	}

	public Timestamp getFedAt() {
		return this.fedAt;
	}

	public OffsetDateTime getSeenAt() {
		return this.seenAt;
	}

	public byte[] getPhoto() {
		return this.photo;
	}

	public Enclosure getEnclosure() {
		return this.enclosure;
	}

	public Set<String> getNicknames() {
		return this.nicknames;
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof Animal animal && this.id != null && this.id.equals(animal.getId()));
	}

	@Override
	public int hashCode() {
		return Animal.class.hashCode();
	}

}
