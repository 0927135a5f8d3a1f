package dev.gander.adapters.analyze.grammar;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// A library that has been loaded. An address in a signature is a number, [#POINTER], as long as
/// nobody here looks at what is there.
record NativeLibrary(SymbolLookup symbols) {
  static final MemoryLayout POINTER = JAVA_LONG;

  /// A function that returns something.
  MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
    return linked(name, FunctionDescriptor.of(result, parameters));
  }

  /// A function that returns nothing.
  MethodHandle procedure(String name, MemoryLayout... parameters) {
    return linked(name, FunctionDescriptor.ofVoid(parameters));
  }

  @SuppressWarnings("restricted")
  private MethodHandle linked(String name, FunctionDescriptor signature) {
    return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), signature);
  }

  /// Functions in C throw nothing, so that this is a mistake of ours in calling one.
  static RuntimeException failed(Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException mistake -> mistake;
      default -> new IllegalStateException("a function of tree-sitter cannot be called", cause);
    };
  }
}
