package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Hands frames on to a client in pieces: small ones together, for otherwise a fast model would
/// cost a system call for each token, and large ones cut up. One thread.
final class FrameBuffer extends OutputStream {
  private static final int PIECE = 64 * 1024;
  private static final int FIRST = 1024;
  private static final byte[] NONE = new byte[0];

  private final EventPump.Out client;
  private byte[] buffer = NONE;
  private int used;

  /// How much room is made at first: as much as the last piece took.
  private int usual = FIRST;

  private long sent;
  private boolean wasFull;

  FrameBuffer(EventPump.Out client) {
    this.client = client;
  }

  /// Adds a frame. One that cannot be written leaves nothing behind, or ends where it broke off if
  /// its beginning has been sent.
  void add(SseFrame frame) throws IOException {
    int begin = used;
    long sentBefore = sent;
    try {
      frame.write(this);
    } catch (RuntimeException e) {
      if (sent == sentBefore) {
        used = begin;
      } else {
        write(SseFrame.END);
      }
      throw e;
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      makeRoom(end - at);
      int count = Math.min(end - at, buffer.length - used);
      System.arraycopy(bytes, at, buffer, used, count);
      used += count;
      at += count;
    }
  }

  private void makeRoom(int wanted) throws IOException {
    if (used == PIECE) {
      send();
      wasFull = true;
    }
    if (used + wanted > buffer.length && buffer.length < PIECE) {
      int needed = used + Math.min(wanted, PIECE);
      int length = Math.max(needed, Math.max(usual, 2 * buffer.length));
      buffer = Arrays.copyOf(buffer, Math.min(PIECE, length));
    }
  }

  /// Whether the client should get what is there before another frame is added.
  boolean isFull() {
    return wasFull || used >= PIECE / 2;
  }

  /// Sends what is there.
  @Override
  public void flush() throws IOException {
    if (used > 0) {
      send();
    }
    wasFull = false;
  }

  private void send() throws IOException {
    byte[] piece = used == buffer.length ? buffer : Arrays.copyOf(buffer, used);
    // Most streams are silent most of the time.
    buffer = NONE;
    usual = Math.max(FIRST, piece.length);
    used = 0;
    sent++;
    client.write(piece);
  }
}
