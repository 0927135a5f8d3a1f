package dev.gander.domain.extension;

/// Something readable that an extension offers.
///
/// @param name for display; may be empty
public record Resource(String uri, String name) {}
