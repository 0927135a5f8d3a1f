package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.service.Bearer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Shows a workspace who is asking: by the user's token if there is one, otherwise by the tokens of
/// a sign-in. Users are asked to sign in when they are needed, since the settings pages have no
/// button for it. Any thread.
final class WorkspaceBearer implements Bearer {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ProviderSettings settings;
  private final Workspace workspace;
  private final ReentrantLock signingIn;
  private final ClientEnvironment environment;

  /// @param signingIn held while a user signs in, so that one page is opened for all who wait
  WorkspaceBearer(
      ProviderSettings settings,
      Workspace workspace,
      ReentrantLock signingIn,
      ClientEnvironment environment) {
    this.settings = settings;
    this.workspace = workspace;
    this.signingIn = signingIn;
    this.environment = environment;
  }

  /// Asks for a token.
  @FunctionalInterface
  private interface Question {
    String token() throws InterruptedException;
  }

  @Override
  public String token() throws InterruptedException {
    Optional<String> key = key();
    return key.isPresent() ? key.get() : signedIn(kept()::token);
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    Optional<String> key = key();
    return key.isPresent() ? key.get() : signedIn(() -> kept().insteadOf(refused));
  }

  /// The token that is set now: it may have been changed since.
  private Optional<String> key() {
    return settings.filledSecret("DATABRICKS_TOKEN");
  }

  private TokenCaches caches() {
    return settings
        .tokens()
        .orElseThrow(
            () ->
                new ProviderException.ExecutionError(
                    "Set DATABRICKS_TOKEN: there is no place for the tokens of a sign-in", null));
  }

  private KeptTokens kept() {
    return new KeptTokens(
        caches(),
        new KeptTokens.Place(workspace.file()),
        workspace.calls(),
        new KeptTokens.Renewal(
            () -> workspace.pages().token(), Workspace.CLIENT, MARGIN, "Databricks"),
        environment.clock());
  }

  private String signedIn(Question question) throws InterruptedException {
    try {
      return question.token();
    } catch (ProviderException.Authentication _) {
      signingIn.lockInterruptibly();
      try {
        return answered(question);
      } finally {
        signingIn.unlock();
      }
    }
  }

  /// Whoever had the lock before may have signed in.
  private String answered(Question question) throws InterruptedException {
    try {
      return question.token();
    } catch (ProviderException.Authentication _) {
      Credentials.Tokens brought = workspace.signIn(environment);
      JsonObject kept = caches().change(brought.file(), _ -> brought.tokens());
      return kept.text("access_token").orElseThrow();
    }
  }
}
