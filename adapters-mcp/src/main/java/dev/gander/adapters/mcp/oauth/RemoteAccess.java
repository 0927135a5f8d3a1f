package dev.gander.adapters.mcp.oauth;

import dev.gander.adapters.mcp.wire.AccessRefusal;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The access of one connection to its server: stored credentials, refreshed before they expire and
/// when they are refused, and a login if there are none or they are not enough. Writes are guarded
/// by `lock`.
final class RemoteAccess implements ServerAccess {
  private static final System.Logger LOG = System.getLogger(RemoteAccess.class.getName());
  private static final int MOST_LOGINS_FOR_MORE = 3;

  /// A token this young that is refused is the wrong one, not an old one.
  private static final Duration YOUNG = Duration.ofSeconds(30);

  /// A server that refuses every token must not open one window after the other.
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(30);

  private final Logins logins;
  private final Owner owner;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean isLoaded;
  private volatile @Nullable RemoteCredentials current;
  private @Nullable String loggedInWith;
  private @Nullable Instant lastQuestion;
  private List<String> asked = List.of();
  private int loginsForMore;

  RemoteAccess(Logins logins, Owner owner, Clock clock) {
    this.logins = logins;
    this.owner = owner;
    this.clock = clock;
  }

  @Override
  public Optional<String> bearer() {
    return Optional.ofNullable(current).map(RemoteCredentials::access);
  }

  @Override
  public void prepare() throws InterruptedException {
    if (isReady()) {
      return;
    }
    lock.lockInterruptibly();
    try {
      if (!isLoaded) {
        load();
        isLoaded = true;
      } else if (!isReady()) {
        refresh();
      }
    } catch (OAuthException | StorageException e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
  }

  private boolean isReady() {
    RemoteCredentials now = current;
    return isLoaded && (now == null || !now.isEnding(clock.instant()));
  }

  /// A token of unknown age is refreshed, as goose does with each. One that can't be is tried.
  private void load() throws InterruptedException {
    current = logins.stored(owner).orElse(null);
    RemoteCredentials stored = current;
    if (stored != null && (stored.expires() == null || stored.isEnding(clock.instant()))) {
      refresh();
    }
  }

  private void refresh() throws InterruptedException {
    RemoteCredentials old = current;
    if (old == null || old.refresh() == null) {
      return;
    }
    try {
      current = logins.refreshed(owner, old.access(), BearerChallenge.NONE).orElse(null);
    } catch (OAuthException e) {
      // The last seconds of a token are better than none, and a refusal may say where the metadata
      // are.
      if (old.isOver(clock.instant()) && e.kind() != Kind.UNUSABLE_ANSWER) {
        throw e;
      }
      LOG.log(Level.WARNING, "the token of {0} is not refreshed: {1}", owner.extension(), e.text());
    }
  }

  @Override
  public boolean isGranted(AccessRefusal refusal) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      String refused = refusal.bearer().orElse(null);
      RemoteCredentials now = current;
      if (now != null && !now.access().equals(refused)) {
        // Another request of this connection was faster.
        return true;
      }
      BearerChallenge challenge = BearerChallenge.in(refusal.challenges());
      return refusal.status() == 401
          ? isLoggedIn(refused, challenge)
          : isGrantedMore(refused, challenge);
    } catch (OAuthException | StorageException e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
  }

  private boolean isLoggedIn(@Nullable String refused, BearerChallenge challenge)
      throws InterruptedException {
    RemoteCredentials old = current;
    Optional<RemoteCredentials> next = Optional.empty();
    if (old == null) {
      next = logins.stored(owner).filter(it -> !it.access().equals(refused));
    } else if (!old.isYoungerThan(YOUNG, clock.instant())) {
      next = logins.refreshed(owner, old.access(), challenge);
    } else if (old.access().equals(loggedInWith)) {
      logins.noteInVain(owner);
      return false;
    }
    if (next.isPresent()) {
      current = next.get();
    } else {
      beginQuestion();
      login(refused, challenge);
    }
    return true;
  }

  private void beginQuestion() {
    Instant now = clock.instant();
    boolean askedBefore =
        lastQuestion != null && now.isBefore(lastQuestion.plus(BETWEEN_QUESTIONS));
    if (askedBefore || logins.isInVain(owner)) {
      throw new ExtensionException(
          "the user has been asked to log in before, and is not asked again by itself", null);
    }
    lastQuestion = now;
  }

  /// Once for each set of scopes: a server may go on to ask for what it has been given.
  private boolean isGrantedMore(@Nullable String refused, BearerChallenge challenge)
      throws InterruptedException {
    RemoteCredentials now = current;
    List<String> had = LoginScopes.union(asked, now == null ? List.of() : now.scopes());
    if (!challenge.error().equals("insufficient_scope")
        || had.containsAll(challenge.scopes())
        || loginsForMore == MOST_LOGINS_FOR_MORE) {
      return false;
    }
    loginsForMore++;
    asked = had;
    login(refused, challenge);
    return true;
  }

  private void login(@Nullable String refused, BearerChallenge challenge)
      throws InterruptedException {
    List<String> had = asked;
    asked = LoginScopes.union(asked, challenge.scopes());
    RemoteCredentials next = logins.login(owner, refused, challenge, had);
    loggedInWith = next.access();
    current = next;
  }

  private static ExtensionException failed(RuntimeException e) {
    return new ExtensionException("login failed: " + e.getMessage(), e);
  }
}
