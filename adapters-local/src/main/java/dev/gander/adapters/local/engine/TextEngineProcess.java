package dev.gander.adapters.local.engine;

import dev.gander.domain.error.ProviderException;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.TemporaryFolders;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An engine as a child process, on the loopback interface, with a folder of its own. Its input is
/// a pipe that we never write to: it ends when the pipe does.
final class TextEngineProcess implements RunningEngine {
  private static final Logger LOG = System.getLogger(TextEngineProcess.class.getName());
  private static final Path SHELL = Path.of("/bin/sh");

  /// What it prints is for a reader, all in one place.
  private static final String LIMITED =
      "ulimit -c 0; ulimit -d \"$0\" 2>/dev/null; exec \"$@\" >&2";

  private static final String UNLIMITED = "unlimited";
  private static final Pattern LISTENING =
      Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d{1,5})");

  /// What begins it all; what follows are complaints that it did.
  private static final Pattern REASON =
      Pattern.compile("error loading|what\\(\\):|GGML_ASSERT|OutOfMemory|Exception in thread");

  private static final Pattern COMPLAINT = Pattern.compile("(?i)error|fail|exception|cannot");
  private static final int LONGEST_REASON = 300;
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration LAST_BREATH = Duration.ofSeconds(5);
  private static final Duration LEAST_TIME_TO_LOAD = Duration.ofMinutes(2);

  /// In bytes a second; slow disks do better.
  private static final long SLOWEST_LOADING = 50_000_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ChildProcess child;
  private final Path folder;
  private final String key;
  private final URI address;

  private TextEngineProcess(ChildProcess child, Path folder, String key, URI address) {
    this.child = child;
    this.folder = folder;
    this.key = key;
    this.address = address;
  }

  /// @param records where engines are recorded while they run
  /// @param temporary where each gets a folder
  static Starter starter(ChildRecords records, Path temporary) {
    return spec -> start(spec, records, temporary);
  }

  private static RunningEngine start(EngineSpec spec, ChildRecords records, Path temporary)
      throws InterruptedException {
    try {
      Path folder = TemporaryFolders.create(temporary, "gander-engine-");
      try {
        return start(spec, records, folder, newKey());
      } catch (ProviderException | IOException | InterruptedException e) {
        delete(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new ProviderException.ExecutionError(
          "The engine of %s cannot be started: %s".formatted(spec.model(), e.getMessage()), e);
    }
  }

  private static RunningEngine start(EngineSpec spec, ChildRecords records, Path folder, String key)
      throws IOException, InterruptedException {
    TextEngine.Command command = spec.program().command(folder);
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, String> environment = new HashMap<>(command.environment());
    environment.putAll(EngineOptions.of(spec, port(spec.program()), key, cores, folder));
    ChildProcess child =
        ChildProcess.start(SHELL, arguments(spec, command), environment, folder, records);
    boolean isReady = false;
    try {
      Thread.ofVirtual().start(() -> drain(child));
      TextEngineProcess engine =
          new TextEngineProcess(child, folder, key, awaitAddress(child, spec));
      isReady = true;
      return engine;
    } finally {
      if (!isReady) {
        child.stop(Duration.ZERO);
      }
    }
  }

  /// Ours chooses its own; `llama-server` does not in all its versions.
  private static int port(TextEngine program) throws IOException {
    if (program instanceof BundledEngine) {
      return 0;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String newKey() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> arguments(EngineSpec spec, TextEngine.Command command) {
    String limit =
        spec.program().isLimited() ? Long.toString(spec.need().limit() / 1024) : UNLIMITED;
    List<String> arguments = new ArrayList<>(List.of("-c", LIMITED, limit));
    arguments.add(command.program().toString());
    arguments.addAll(command.arguments());
    return arguments;
  }

  /// Nothing is expected there, and a full pipe would stop it.
  private static void drain(ChildProcess child) {
    try {
      child.stdout().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the output of an engine broke off", e);
    }
  }

  /// It says itself that it listens: whoever else may answer at that port gets no key from us.
  private static URI awaitAddress(ChildProcess child, EngineSpec spec) throws InterruptedException {
    Duration limit = LEAST_TIME_TO_LOAD.plusSeconds(spec.header().bytes() / SLOWEST_LOADING);
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<URI> address = Optional.empty();
    while (address.isEmpty() || !isLoaded(address.get())) {
      if (child.awaitExit(LOOK) >= 0 || !child.isRunning()) {
        throw failed(spec, "could not be loaded: the engine ended " + lastWords(child));
      }
      if (System.nanoTime() > deadline) {
        throw failed(spec, "was not loaded within %d s".formatted(limit.toSeconds()));
      }
      if (address.isEmpty()) {
        Matcher line = LISTENING.matcher(child.stderr());
        address =
            line.find()
                ? Optional.of(URI.create("http://127.0.0.1:" + line.group(1) + "/"))
                : Optional.empty();
      }
    }
    return address.get();
  }

  private static ProviderException failed(EngineSpec spec, String what) {
    return new ProviderException.ExecutionError(
        "The model %s %s".formatted(spec.model(), what), null);
  }

  private static boolean isLoaded(URI address) {
    try {
      HttpURLConnection health =
          (HttpURLConnection) address.resolve("health").toURL().openConnection();
      health.setConnectTimeout(1000);
      health.setReadTimeout(1000);
      return health.getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public boolean isRunning() {
    return child.isRunning();
  }

  @Override
  public boolean isEnding() throws InterruptedException {
    return child.awaitExit(A_MOMENT) >= 0 || !child.isRunning();
  }

  @Override
  public void onEnd(Runnable action) {
    child.onExit(
        () -> {
          delete(folder);
          action.run();
        });
  }

  @Override
  public String lastWords() throws InterruptedException {
    return lastWords(child);
  }

  /// As in `with exit code 134: std::bad_alloc`. Only complaints are quoted: everything else that
  /// an engine prints is about its work.
  private static String lastWords(ChildProcess child) throws InterruptedException {
    int exit = child.awaitExit(LAST_BREATH);
    String printed = child.stderr();
    String reason = last(REASON, printed).or(() -> last(COMPLAINT, printed)).orElse("");
    int length = Math.min(reason.length(), LONGEST_REASON);
    return "with exit code " + exit + (length == 0 ? "" : ": " + reason.substring(0, length));
  }

  private static Optional<String> last(Pattern pattern, String printed) {
    return printed
        .lines()
        .map(String::strip)
        .filter(line -> pattern.matcher(line).find())
        .reduce((_, line) -> line);
  }

  @Override
  public void end() {
    child.stop(Duration.ZERO);
    delete(folder);
  }

  private static void delete(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        TemporaryFolders.deleteWithFiles(folder);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the folder " + folder + " stays behind", e);
    }
  }
}
