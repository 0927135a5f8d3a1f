package dev.gander.domain.session;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;

/// Everything in a session that is set by its users and turns; the rest of a [Session] is
/// maintained by the store.
///
/// @param workingDir kept as given
/// @param extensionData arbitrary JSON by `NAME.VERSION`
public record SessionDetails(
    SessionName name,
    SessionOrigin origin,
    String workingDir,
    GooseMode mode,
    SessionModel model,
    AttachedRecipe recipe,
    JsonObject extensionData,
    TokenState tokens,
    SessionFiling filing) {

  /// Details of a session that its user starts: the model comes from the settings, nothing else is
  /// set.
  public static SessionDetails of(String name, String workingDir, GooseMode mode) {
    return new SessionDetails(
        SessionName.suggested(name),
        SessionOrigin.USER,
        workingDir,
        mode,
        SessionModel.UNSET,
        AttachedRecipe.NONE,
        JsonObject.EMPTY,
        TokenState.UNKNOWN,
        SessionFiling.NONE);
  }

  public SessionDetails withName(SessionName changed) {
    return new SessionDetails(
        changed, origin, workingDir, mode, model, recipe, extensionData, tokens, filing);
  }

  public SessionDetails withOrigin(SessionOrigin changed) {
    return new SessionDetails(
        name, changed, workingDir, mode, model, recipe, extensionData, tokens, filing);
  }

  public SessionDetails withWorkingDir(String changed) {
    return new SessionDetails(
        name, origin, changed, mode, model, recipe, extensionData, tokens, filing);
  }

  public SessionDetails withMode(GooseMode changed) {
    return new SessionDetails(
        name, origin, workingDir, changed, model, recipe, extensionData, tokens, filing);
  }

  public SessionDetails withModel(SessionModel changed) {
    return new SessionDetails(
        name, origin, workingDir, mode, changed, recipe, extensionData, tokens, filing);
  }

  public SessionDetails withRecipe(AttachedRecipe changed) {
    return new SessionDetails(
        name, origin, workingDir, mode, model, changed, extensionData, tokens, filing);
  }

  public SessionDetails withExtensionData(JsonObject changed) {
    return new SessionDetails(
        name, origin, workingDir, mode, model, recipe, changed, tokens, filing);
  }

  public SessionDetails withTokens(TokenState changed) {
    return new SessionDetails(
        name, origin, workingDir, mode, model, recipe, extensionData, changed, filing);
  }

  public SessionDetails withFiling(SessionFiling changed) {
    return new SessionDetails(
        name, origin, workingDir, mode, model, recipe, extensionData, tokens, changed);
  }
}
