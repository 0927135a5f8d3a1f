package dev.gander.domain.localmodel;

import org.jspecify.annotations.Nullable;

/// How a model on this machine is run.
///
/// @param maxOutputTokens null for no limit of its own
/// @param jinja goose's older word for using the template's own language
/// @param thinking whether it may think before it answers
/// @param backend of which runtime the model is; null if it does not matter
/// @param draftModel the id of a small model that guesses ahead, or its file; null for none
public record ModelSettings(
    Computing computing,
    TokenSampling sampling,
    Penalties penalties,
    @Nullable Long maxOutputTokens,
    ToolCalling toolCalling,
    boolean jinja,
    boolean thinking,
    TemplateChoice template,
    Vision vision,
    @Nullable String backend,
    @Nullable String draftModel) {
  public static final ModelSettings USUAL =
      new ModelSettings(
          Computing.USUAL,
          TokenSampling.USUAL,
          Penalties.NONE,
          null,
          ToolCalling.AUTO,
          false,
          true,
          new TemplateChoice.Embedded(),
          Vision.NONE,
          null,
          null);

  public ModelSettings with(Vision other) {
    return new ModelSettings(
        computing,
        sampling,
        penalties,
        maxOutputTokens,
        toolCalling,
        jinja,
        thinking,
        template,
        other,
        backend,
        draftModel);
  }

  public ModelSettings with(ToolCalling other) {
    return new ModelSettings(
        computing,
        sampling,
        penalties,
        maxOutputTokens,
        other,
        jinja,
        thinking,
        template,
        vision,
        backend,
        draftModel);
  }
}
