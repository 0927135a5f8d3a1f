package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.StoredTokens;
import dev.gander.provider.kit.signin.SignedOut;
import dev.gander.provider.kit.signin.TokenCacheStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The token that the user has set, or else the tokens of a sign-in. Users are asked to sign in
/// when tokens are needed, since the settings pages have no button for it. Any thread.
final class WorkspaceBearer implements BearerTokens {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ProviderSettings settings;
  private final Workspace workspace;
  private final ReentrantLock signingIn;
  private final Clock clock;

  /// @param signingIn held while a user signs in, so that one page is opened for all waiting
  ///   requests
  WorkspaceBearer(
      ProviderSettings settings, Workspace workspace, ReentrantLock signingIn, Clock clock) {
    this.settings = settings;
    this.workspace = workspace;
    this.signingIn = signingIn;
    this.clock = clock;
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

  /// Read each time: the token may have been changed.
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

  private StoredTokens kept() {
    return new StoredTokens(
        new TokenCacheStore(caches(), workspace.file()),
        workspace.http(),
        new StoredTokens.Refresh(
            () -> workspace.server().token(),
            () -> Workspace.CLIENT,
            MARGIN,
            () -> SignedOut.of("Databricks")),
        clock);
  }

  private String signedIn(Question question) throws InterruptedException {
    try {
      return question.token();
    } catch (OAuthException e) {
      requireSignedOut(e);
      signingIn.lockInterruptibly();
      try {
        return answered(question);
      } finally {
        signingIn.unlock();
      }
    }
  }

  /// The previous holder of the lock may have signed in.
  private String answered(Question question) throws InterruptedException {
    try {
      return question.token();
    } catch (OAuthException e) {
      requireSignedOut(e);
      Credentials.Tokens brought = workspace.signIn(clock);
      JsonObject kept = caches().change(brought.file(), _ -> brought.tokens());
      return kept.text("access_token").orElseThrow();
    }
  }

  /// Only then does a new sign-in help.
  private static void requireSignedOut(OAuthException failure) {
    if (failure.kind() != OAuthException.Kind.REFUSED) {
      throw failure;
    }
  }
}
