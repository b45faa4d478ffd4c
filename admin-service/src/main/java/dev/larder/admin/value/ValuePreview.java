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
package dev.larder.admin.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be shown of a value without making an object of it.
 *
 * @param lengthBytes how long the value is
 * @param format what it looks like
 * @param complete whether all of it was looked at
 * @param masked whether something that was read is not shown
 * @param maskReason why, if it is so
 * @param hex its first bytes, at most 1,024, in hexadecimal digits, unless there is
 * something in them that is masked
 * @param text the beginning as text, if it is text; formatted, if it is JSON
 * @param classNames the names of the classes in it, if it is a stream of Java's own
 * serialization
 * @param entry the header, if it is an entry of Larder
 * @param content what is inside, if it is compressed and could be unpacked, or an entry
 * of Larder
 * @param note what else there is to say
 */
public record ValuePreview(long lengthBytes, ValueFormat format, boolean complete, boolean masked,
		@Nullable MaskReason maskReason, @Nullable String hex, @Nullable String text, @Nullable List<String> classNames,
		@Nullable LarderEntry entry, @Nullable ValuePreview content, @Nullable String note) {

	static ValuePreview of(ValueFormat format, Bytes bytes, @Nullable String note) {
		return new ValuePreview(bytes.length(), format, bytes.isComplete(), false, null, bytes.hex(), null, null, null,
				null, note);
	}

	/**
	 * Returns what is inside all that it is wrapped in.
	 * @return the content of the content and so on, or this if it has none
	 */
	public ValuePreview innermost() {
		return (this.content != null) ? this.content.innermost() : this;
	}

	ValuePreview withText(String text) {
		return new ValuePreview(this.lengthBytes, this.format, this.complete, this.masked, this.maskReason, this.hex,
				text, this.classNames, this.entry, this.content, this.note);
	}

	ValuePreview withClassNames(List<String> classNames) {
		return new ValuePreview(this.lengthBytes, this.format, this.complete, this.masked, this.maskReason, this.hex,
				this.text, classNames, this.entry, this.content, this.note);
	}

	ValuePreview withEntry(LarderEntry entry) {
		return new ValuePreview(this.lengthBytes, this.format, this.complete, this.masked, this.maskReason, this.hex,
				this.text, this.classNames, entry, this.content, this.note);
	}

	ValuePreview withContent(@Nullable ValuePreview content) {
		return new ValuePreview(this.lengthBytes, this.format, this.complete, this.masked, this.maskReason, this.hex,
				this.text, this.classNames, this.entry, content, this.note);
	}

	/**
	 * Returns what may be shown where something is masked: no bytes as they are.
	 */
	ValuePreview withoutBytes(MaskReason reason) {
		return new ValuePreview(this.lengthBytes, this.format, this.complete, true, reason, null, this.text,
				this.classNames, this.entry, this.content, this.note);
	}

	/**
	 * Returns what may be shown of a value that is masked altogether.
	 */
	ValuePreview withoutContent(MaskReason reason) {
		return new ValuePreview(this.lengthBytes, this.format, this.complete, true, reason, null, null, null,
				this.entry, null, null);
	}

}
