package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Creates the provider `replay`. All providers that play the same file share its position, until
/// the file changes.
public final class ReplayProviderFactory implements ProviderFactory {
  private static final String NAME = "replay";
  private static final String FILE = "REPLAY_FILE";
  private static final int CONTEXT = 128_000;

  private final ReentrantLock opening = new ReentrantLock();
  private final ClientEnvironment environment;
  private @Nullable Cassette open;

  public ReplayProviderFactory() {
    this(ClientEnvironment.real());
  }

  ReplayProviderFactory(ClientEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        NAME,
        "Replay",
        "Plays back what `goosed agent --record` recorded: for tests without a model and a network",
        RequestKey.ANY_MODEL,
        null,
        List.of(ModelInfo.of(RequestKey.ANY_MODEL, CONTEXT)),
        "",
        List.of(new ConfigKey(FILE, true, false, null, false, false, true)));
  }

  /// Reads the file unless it has been read since its last change.
  @Override
  public Provider create(ProviderSettings settings) {
    return new ReplayProvider(NAME, cassette(path(settings.needSetting(FILE))), environment);
  }

  private Cassette cassette(Path file) {
    opening.lock();
    try {
      Cassette cassette = Cassette.open(file, Optional.ofNullable(open));
      open = cassette;
      return cassette;
    } finally {
      opening.unlock();
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new ProviderException.ExecutionError(FILE + " is no path: " + e.getMessage(), e);
    }
  }
}
