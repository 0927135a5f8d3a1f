package dev.gander.adapters.analyze.source;

/// A class or function of a source file.
///
/// @param name its simple name
/// @param path its name with those of everything around it: `Outer.Inner.run`
/// @param signature `path`, and what follows the name up to the body, in one line
/// @param line from 1
/// @param start its first byte
/// @param end the byte after its last one
public record Definition(
    Kind kind, String name, String path, String signature, int line, int start, int end) {
  /// Classes are all named types: interfaces, enums, structs, traits, modules of Ruby.
  public enum Kind {
    CLASS,
    FUNCTION
  }

  public boolean isFunction() {
    return kind == Kind.FUNCTION;
  }

  boolean contains(int offset) {
    return start <= offset && offset < end;
  }
}
