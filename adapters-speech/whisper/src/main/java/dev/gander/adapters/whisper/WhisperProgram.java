package dev.gander.adapters.whisper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Loads a model, and then listens to one file after the other, whose paths it reads from standard
/// input. For each it writes a letter, a length and a text to standard output. Ends with its input:
/// while the library works, only another thread can notice that.
public final class WhisperProgram {
  private final Whisper whisper;
  private final DataOutputStream out;

  private WhisperProgram(Whisper whisper, DataOutputStream out) {
    this.whisper = whisper;
    this.out = out;
  }

  /// @param arguments the file of the model
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BlockingQueue<Path> asked = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().name("input").start(() -> read(asked));
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    // Libraries may print.
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    try (Whisper whisper = Whisper.load(Path.of(arguments[0]))) {
      write(out, 'r', "");
      new WhisperProgram(whisper, out).answer(asked);
    } catch (LibraryFailure | UnsatisfiedLinkError e) {
      write(out, 'f', String.valueOf(e.getMessage()));
    }
  }

  private static void read(BlockingQueue<Path> asked) {
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      while (true) {
        asked.add(Path.of(in.readUTF()));
      }
    } catch (EOFException _) {
      Runtime.getRuntime().halt(0);
    } catch (IOException _) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void answer(BlockingQueue<Path> asked)
      throws IOException, InterruptedException, LibraryFailure {
    while (true) {
      Path file = asked.take();
      try {
        write(out, 't', whisper.textOf(file));
      } catch (UnreadableSound e) {
        write(out, 's', String.valueOf(e.getMessage()));
      }
    }
  }

  private static void write(DataOutputStream out, char kind, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeByte(kind);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
