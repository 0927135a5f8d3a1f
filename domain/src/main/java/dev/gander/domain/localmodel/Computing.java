package dev.gander.domain.localmodel;

import org.jspecify.annotations.Nullable;

/// With what a model is run; null leaves it to the engine.
///
/// @param context in tokens
/// @param batch tokens that are read at once
/// @param gpuLayers layers that run on the graphics processor
/// @param lockedMemory whether the model must not be swapped out
public record Computing(
    @Nullable Long context,
    @Nullable Long batch,
    @Nullable Long gpuLayers,
    @Nullable Integer threads,
    boolean lockedMemory,
    @Nullable Boolean flashAttention) {
  public static final Computing USUAL = new Computing(null, null, null, null, false, null);
}
