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
package dev.larder.internal.entry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import dev.larder.entry.CacheKey;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ClassUtils;

/**
 * The keys whose {@code equals} tells them apart exactly as their text does, and that
 * never change: scalars, records of scalars whose {@code equals} is the compiler's, and
 * {@link SimpleKey}s of these. To ask costs little and allocates nothing. Thread-safe.
 */
final class PlainKeys {

	private final KeyParts parts;

	private final ClassValue<Boolean> plain = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isPlain(type, new HashSet<>());
		}

	};

	PlainKeys(KeyParts parts) {
		this.parts = parts;
	}

	/**
	 * Returns whether a key is told from others by its {@code equals}.
	 */
	boolean contains(Object key) {
		if (key instanceof SimpleKey simple) {
			return isPlain(this.parts.params(simple));
		}
		return this.plain.get(key.getClass());
	}

	// What the key of one class is must not depend on the depth, so that no key within a
	// key is looked into
	private boolean isPlain(Object @Nullable [] params) {
		if (params == null) {
			return false;
		}
		for (Object param : params) {
			if (param != null && !this.plain.get(param.getClass())) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlain(Class<?> type, Set<Class<?>> outer) {
		if (CacheKey.class.isAssignableFrom(type)) {
			return false;
		}
		if (type.isRecord()) {
			return outer.add(type)
					&& Arrays.stream(type.getRecordComponents())
						.allMatch((component) -> isPlain(component.getType(), outer))
					&& outer.remove(type) && hasCompiledIdentity(type);
		}
		return ClassUtils.isPrimitiveOrWrapper(type) || type == String.class || ScalarKeys.isWrittenByToString(type)
				|| (Enum.class.isAssignableFrom(type) && type != Enum.class);
	}

	/**
	 * Returns whether the compiler made the {@code equals} and the {@code hashCode} of a
	 * record, which its class file alone tells.
	 */
	private static boolean hasCompiledIdentity(Class<?> type) {
		try (InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (file == null) {
				return false;
			}
			CompiledMethods compiled = new CompiledMethods();
			new ClassReader(file).accept(compiled, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return compiled.names.containsAll(Set.of("equals", "hashCode"));
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Finds the methods whose bodies the JDK provides for records.
	 */
	private static final class CompiledMethods extends ClassVisitor {

		private final Set<String> names = new HashSet<>();

		private CompiledMethods() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		@Override
		public MethodVisitor visitMethod(int access, String method, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			boolean identity = descriptor.equals("(Ljava/lang/Object;)Z") || descriptor.equals("()I");
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visitInvokeDynamicInsn(String name, String called, Handle bootstrap, Object... arguments) {
					if (identity && name.equals(method) && bootstrap.getTag() == Opcodes.H_INVOKESTATIC
							&& bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
						CompiledMethods.this.names.add(method);
					}
				}

			};
		}

	}

}
