package dev.gander.domain.localmodel;

import org.jspecify.annotations.Nullable;

/// A model that is offered to users who have none.
///
/// @param projector the path in its repository of the file for images; null for none
/// @param settings to begin with
public record FeaturedModel(ModelSpec spec, @Nullable String projector, ModelSettings settings) {}
