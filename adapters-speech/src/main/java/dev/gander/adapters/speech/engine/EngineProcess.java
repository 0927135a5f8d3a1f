package dev.gander.adapters.speech.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.process.ChildProcess;
import dev.gander.process.TemporaryFolders;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running program with its model. It gets the path of a file on its standard input, and answers
/// on its standard output: a letter, a length in four bytes, and a text in UTF-8. One user at a
/// time; [#end] from any thread.
final class EngineProcess {
  private static final System.Logger LOG = System.getLogger(EngineProcess.class.getName());
  private static final Duration LAST_BREATH = Duration.ofSeconds(2);
  private static final int LONGEST_TEXT = 16 << 20;

  private final ChildProcess child;
  private final Path folder;
  private final ModelStamp model;
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long lastUse = System.nanoTime();

  EngineProcess(ChildProcess child, Path folder, ModelStamp model) {
    this.child = child;
    this.folder = folder;
    this.model = model;
    Thread.ofPlatform().daemon().name("speech-" + child.pid()).start(this::read);
  }

  ModelStamp model() {
    return model;
  }

  long pid() {
    return child.pid();
  }

  boolean isRunning() {
    return child.isRunning();
  }

  /// Asks for the text of a file.
  ///
  /// @return empty if it takes too long
  Optional<Reply> ask(Path sound, Duration limit) throws InterruptedException {
    try {
      DataOutputStream out = new DataOutputStream(child.stdin());
      out.writeUTF(sound.toString());
      out.flush();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the engine reads nothing more", e);
    }
    Optional<Reply> reply = reply(limit);
    lastUse = System.nanoTime();
    return reply;
  }

  /// The next answer; the first tells whether the model could be loaded.
  ///
  /// @return empty if it takes too long
  Optional<Reply> reply(Duration limit) throws InterruptedException {
    return Optional.ofNullable(replies.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  /// How long nobody has used it.
  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastUse);
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(child.stdout())) {
      while (true) {
        Reply.Kind kind = Reply.Kind.of(in.readByte());
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
          throw new IOException("a text of " + length + " bytes");
        }
        replies.add(new Reply(kind, new String(in.readNBytes(length), UTF_8)));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the engine says nothing more", e);
      replies.add(Reply.GONE);
    }
  }

  /// What the program left as its last words, for the log.
  String lastWords() throws InterruptedException {
    int exit = child.awaitExit(LAST_BREATH);
    String words = child.stderr();
    return "exit code " + exit + (words.isBlank() ? "" : ": " + words.strip());
  }

  /// Kills it, and deletes its folder.
  void end() {
    if (ended.getAndSet(true)) {
      return;
    }
    child.stop(Duration.ZERO);
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path libraries : inside) {
        TemporaryFolders.deleteWithFiles(libraries);
      }
      TemporaryFolders.deleteWithFiles(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the folder " + folder + " stays behind", e);
    }
  }
}
