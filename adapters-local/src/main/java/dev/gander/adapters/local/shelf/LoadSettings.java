package dev.gander.adapters.local.shelf;

import dev.gander.domain.localmodel.Computing;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.TemplateChoice;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What of a model's settings counts when it is loaded. A number that makes no sense counts as not
/// set.
///
/// @param context in tokens; empty for the usual one
/// @param draft the file of a smaller model that guesses ahead; empty for none
/// @param images empty if the model does not understand them, or the file is not here
public record LoadSettings(
    OptionalInt context,
    OptionalInt batch,
    OptionalInt gpuLayers,
    OptionalInt threads,
    boolean lockedInMemory,
    boolean flashAttention,
    TemplateChoice template,
    String draft,
    Optional<ImageFile> images) {
  private static final int MOST = 1 << 24;

  static LoadSettings of(ModelSettings settings, String draft, Optional<ImageFile> images) {
    Computing computing = settings.computing();
    return new LoadSettings(
        number(computing.context(), 1),
        number(computing.batch(), 1),
        number(computing.gpuLayers(), 0),
        number(computing.threads(), 1),
        computing.lockedMemory(),
        Boolean.TRUE.equals(computing.flashAttention()),
        settings.template(),
        draft,
        images);
  }

  /// For an engine that has no use for images.
  public LoadSettings withoutImages() {
    return new LoadSettings(
        context,
        batch,
        gpuLayers,
        threads,
        lockedInMemory,
        flashAttention,
        template,
        draft,
        Optional.empty());
  }

  private static OptionalInt number(@Nullable Number value, int least) {
    return value == null || value.longValue() < least || value.longValue() > MOST
        ? OptionalInt.empty()
        : OptionalInt.of(value.intValue());
  }
}
