package dev.gander.bootstrap.docs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A bash in which a document's commands run one after the other, as a reader would type them.
final class Terminal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern DONE = Pattern.compile("\u0001done (\\d+)\n");

  /// A refusal is a failure of the command, though the documents do not burden their readers with
  /// that option.
  private static final String CURL =
      """
      curl() { command curl --silent --show-error --fail-with-body --max-time 60 "$@"; }
      set -o pipefail
      """;

  private final Process bash;
  private final Path script;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final StringBuilder seen = new StringBuilder();
  private final Map<String, String> words = new TreeMap<>();
  private boolean ended;

  /// @param folder where it begins; nothing else may use `terminal.sh` in it
  Terminal(Path folder, Map<String, String> variables) throws IOException {
    this.script = folder.resolve("terminal.sh");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    this.bash = builder.start();
    Thread.ofVirtual().start(this::read);
    write(CURL);
  }

  private void read() {
    try (Reader output = bash.inputReader(StandardCharsets.UTF_8)) {
      char[] buffer = new char[8192];
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        add(new String(buffer, 0, n));
      }
    } catch (IOException _) {
      // The process was ended.
    }
    lock.lock();
    try {
      ended = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(String text) {
    lock.lock();
    try {
      seen.append(text);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write(String text) throws IOException {
    OutputStream in = bash.getOutputStream();
    in.write(text.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /// What another document has called a word is no longer known.
  void forget() {
    words.clear();
  }

  /// Runs a command and compares what it prints.
  ///
  /// @param change what is different here from the document, such as the port
  /// @throws AssertionError if it fails, or prints something else
  void run(ConsoleBlock.Step step, UnaryOperator<String> change)
      throws IOException, InterruptedException {
    String command = change.apply(Printed.filledIn(step.command(), words));
    if (command.contains("…")) {
      throw new AssertionError("no earlier output tells what is meant:\n" + command);
    }
    Files.writeString(script, command + "\n");
    lock.lock();
    try {
      seen.setLength(0);
      write(". ./terminal.sh </dev/null; printf '\\001done %d\\n' $?\n");
      int exit = awaitExit(command);
      if (exit != 0) {
        throw new AssertionError("exit code " + exit + " of " + command + "\n" + output());
      }
      if (!step.printed().isEmpty()) {
        awaitPrinted(command, new Printed(change.apply(step.printed())), step);
      }
    } finally {
      lock.unlock();
    }
  }

  private int awaitExit(String command) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Matcher done = DONE.matcher(seen);
    while (!done.find(0)) {
      if (ended || more.awaitNanos(deadline - System.nanoTime()) <= 0) {
        throw new AssertionError("no end of " + command + "\n" + output());
      }
      done = DONE.matcher(seen);
    }
    return Integer.parseInt(done.group(1));
  }

  private void awaitPrinted(String command, Printed printed, ConsoleBlock.Step step)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!printed.isIn(output(), words)) {
      if (!step.isBackground() || more.awaitNanos(deadline - System.nanoTime()) <= 0) {
        throw new AssertionError(
            command + "\nshould print\n" + step.printed() + "\nand printed\n" + output());
      }
    }
  }

  private String output() {
    return DONE.matcher(seen).replaceAll("");
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(bash.descendants(), Stream.of(bash.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(process -> process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
  }
}
