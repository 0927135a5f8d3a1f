package dev.gander.adapters.local.shelf;

import java.nio.file.Path;

/// A model in the registry.
///
/// @param id such as `author/repository:Q4_K_M`
/// @param file the first, if it is split into several
/// @param load how its engine is started
/// @param answers what its requests contain
public record ShelvedModel(String id, Path file, LoadSettings load, AnswerSettings answers) {}
