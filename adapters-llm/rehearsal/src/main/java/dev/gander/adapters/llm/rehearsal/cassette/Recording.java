package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.List;
import java.util.function.Supplier;

/// Records requests to providers and their answers. Any thread.
public final class Recording {
  private static final System.Logger LOG = System.getLogger(Recording.class.getName());

  private final CassetteFile file;
  private final Supplier<List<String>> secrets;

  /// @param secrets must not get into the file, nor must anything that looks like a secret
  public Recording(CassetteFile file, Supplier<List<String>> secrets) {
    this.file = file;
    this.secrets = secrets;
  }

  /// Creates a provider that is recorded. Replayed answers are not recorded again.
  public Provider provider(ProviderFactory factory, ProviderSettings settings) {
    return factory instanceof ReplayProviderFactory
        ? factory.create(settings)
        : new RecordedProvider(factory.create(settings), this::keep);
  }

  /// An exchange that cannot be stored does not fail the user's turn.
  private void keep(Exchange exchange) {
    try {
      append(JsonText.bytes(new Redaction(secrets.get()).of(exchange)));
    } catch (IOException | StorageException e) {
      LOG.log(System.Logger.Level.ERROR, "an answer is missing in the recording " + file, e);
    }
  }

  /// An interrupt means that the turn was cancelled, which is worth recording; but it closes files.
  /// A line that was being written then stays incomplete, and readers skip it.
  private void append(byte[] line) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      file.append(line);
    } catch (ClosedByInterruptException | FileLockInterruptionException _) {
      interrupted = Thread.interrupted();
      file.append(line);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
