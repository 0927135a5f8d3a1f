package dev.gander.adapters.persistence.policy;

import dev.gander.adapters.persistence.files.FileStamp;
import dev.gander.adapters.persistence.yaml.MarkedYaml;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.policy.PolicyFile;
import dev.gander.domain.policy.PolicyJson;
import dev.gander.domain.policy.PolicyMistake;
import dev.gander.domain.policy.PolicyState;
import dev.gander.domain.shell.ShellSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The file in the configuration folder, which may be a link. Read again when it has changed.
public final class YamlPolicyFile implements PolicyFile {
  private static final System.Logger LOG = System.getLogger(YamlPolicyFile.class.getName());
  private static final int MOST_BYTES = 1024 * 1024;

  private final Path file;
  private final ShellSyntax syntax;
  private volatile @Nullable Known known;

  /// Another program may write within the same tick of the file system's clock: a state is certain
  /// once it has been read again later.
  private record Known(FileStamp stamp, PolicyState state, long readAt, boolean isCertain) {
    private static final long TICK = Duration.ofMillis(100).toNanos();
  }

  /// @param syntax what commands are written in
  public YamlPolicyFile(Path file, ShellSyntax syntax) {
    this.file = file;
    this.syntax = syntax;
  }

  @Override
  public PolicyState read() {
    Known latest = known;
    try {
      FileStamp stamp = FileStamp.of(file);
      if (stamp.equals(FileStamp.MISSING)) {
        // A link to nothing was meant to be a policy.
        return Files.isSymbolicLink(file) ? broken("it is a link to nothing") : gone();
      }
      if (latest != null && latest.isCertain() && latest.stamp().equals(stamp)) {
        return latest.state();
      }
      return remember(latest, stamp);
    } catch (IOException | SecurityException e) {
      known = null;
      return broken(e.getClass().getSimpleName());
    }
  }

  private PolicyState gone() {
    known = null;
    return new PolicyState.Absent();
  }

  private PolicyState remember(@Nullable Known before, FileStamp stamp) throws IOException {
    long now = System.nanoTime();
    PolicyState state = parsed();
    Known same = before != null && before.stamp().equals(stamp) ? before : null;
    long readAt = same == null ? now : same.readAt();
    if (same == null && state instanceof PolicyState.Broken(String problem)) {
      LOG.log(Level.ERROR, "{0}; no tool runs until it is mended", problem);
    }
    known = new Known(stamp, state, readAt, now - readAt > Known.TICK);
    return state;
  }

  private PolicyState parsed() throws IOException {
    if (!Files.isRegularFile(file)) {
      // A device has no end, and a pipe no beginning.
      return broken("it is not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES ? broken("it is larger than 1 MiB") : parsed(bytes);
    }
  }

  private PolicyState parsed(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      MarkedYaml yaml = MarkedYaml.parse(text);
      try {
        return new PolicyState.Valid(
            PolicyJson.read(yaml.content()).keptIn(file.toAbsolutePath()).with(syntax));
      } catch (PolicyMistake e) {
        return broken(e.text() + " at " + yaml.place(e.path()));
      }
    } catch (InvalidInput e) {
      return broken(e.text());
    } catch (CharacterCodingException _) {
      return broken("it is not in UTF-8");
    }
  }

  private PolicyState broken(String problem) {
    return new PolicyState.Broken(file + " is broken: " + problem);
  }
}
