package dev.gander.adapters.analyze.source;

import org.jspecify.annotations.Nullable;

/// A call by its simple name; making an object counts as a call of its class.
///
/// @param caller the innermost function, or else class, that it is in; null outside of all
public record CallSite(String name, int line, int offset, @Nullable Definition caller) {}
