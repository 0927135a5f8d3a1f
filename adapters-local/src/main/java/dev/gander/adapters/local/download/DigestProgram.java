package dev.gander.adapters.local.download;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A program of its own that digests a file while the server writes it. The server's compiler does
/// not know the processor's instructions for digests: here they are twelve times as fast. Needs the
/// JDK and this package, no more.
///
/// On standard input come numbers of 64 bits: how much is written, or one of the constants. The
/// digest is the only output. Ends with its input, and so with the server.
public final class DigestProgram {
  static final long RESTART = -1;
  static final long FINISH = -2;

  private DigestProgram() {}

  /// @param arguments the file
  public static void main(String[] arguments) throws IOException, InterruptedException {
    run(
        Path.of(arguments[0]),
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out));
  }

  static void run(Path file, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        TrailingDigest digest = new TrailingDigest(channel, 0);
        DataInputStream orders = new DataInputStream(new BufferedInputStream(in));
        PrintStream answer = new PrintStream(out, true, StandardCharsets.US_ASCII)) {
      while (true) {
        long order = orders.readLong();
        if (order == FINISH) {
          answer.println(digest.finish());
          return;
        } else if (order == RESTART) {
          digest.restart();
        } else {
          digest.advance(order);
        }
      }
    } catch (EOFException _) {
      // The server has ended, or needs no digest any more.
    }
  }
}
