package dev.gander.application.api.localmodel;

import dev.gander.domain.localmodel.StoredModel;
import org.jspecify.annotations.Nullable;

/// A model in the list of models.
///
/// @param size in bytes; 0 if it is not known
/// @param loaded whether it is in memory
/// @param recommended whether it is the one that suits this machine best
/// @param projector whether its file for images is here; null if it does not understand images
/// @param obstacle why it is here and cannot be run; null if nothing is known to be in its way
public record LocalModel(
    StoredModel stored,
    long size,
    Presence presence,
    boolean loaded,
    boolean recommended,
    @Nullable Presence projector,
    @Nullable String obstacle) {}
