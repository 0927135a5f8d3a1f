package dev.gander.domain.extension;

/// Something that an extension lets others read.
///
/// @param name for people; may be empty
public record Resource(String uri, String name) {}
