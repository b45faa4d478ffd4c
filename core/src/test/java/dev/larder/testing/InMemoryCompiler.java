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
package dev.larder.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a class from its source and loads it by a class loader of its own, so that a
 * test can have two versions of one class.
 */
public final class InMemoryCompiler {

	private InMemoryCompiler() {
	}

	/**
	 * Compiles and loads a class, without initializing it.
	 * @param name the name of the class
	 * @param source its source
	 * @return the class
	 * @throws ClassNotFoundException if the source is of another class
	 */
	public static Class<?> compile(String name, String source) throws ClassNotFoundException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Classes classes = new Classes(compiler.getStandardFileManager(null, null, null));
		if (!compiler
			.getTask(null, classes, null, List.of("-parameters", "-proc:none"), null, List.of(new Source(name, source)))
			.call()) {
			throw new IllegalArgumentException("Does not compile: " + source);
		}
		return Class.forName(name, false, new Loader(classes));
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String source;

		Source(String name, String source) {
			super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
			this.source = source;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.source;
		}

	}

	private static final class Classes extends ForwardingJavaFileManager<StandardJavaFileManager> {

		private final Map<String, ByteArrayOutputStream> code = new HashMap<>();

		Classes(StandardJavaFileManager files) {
			super(files);
		}

		@Override
		public JavaFileObject getJavaFileForOutput(JavaFileManager.Location location, String className,
				JavaFileObject.Kind kind, FileObject sibling) {
			return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {

				@Override
				public OutputStream openOutputStream() {
					ByteArrayOutputStream stream = new ByteArrayOutputStream();
					Classes.this.code.put(className, stream);
					return stream;
				}

			};
		}

	}

	private static final class Loader extends ClassLoader {

		private final Classes classes;

		Loader(Classes classes) {
			super(InMemoryCompiler.class.getClassLoader());
			this.classes = classes;
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			ByteArrayOutputStream code = this.classes.code.get(name);
			if (code == null) {
				throw new ClassNotFoundException(name);
			}
			return defineClass(name, code.toByteArray(), 0, code.size());
		}

	}

}
