package dev.gander.adapters.http.websocket;

import io.helidon.websocket.ClientWsFrame;

/// What a client's frame carries. Helidon takes the mask off byte by byte, each looked up in a list
/// of buffers: a frame of some megabytes takes it minutes.
final class FramePayload {
  private static final int MASK = 4;

  private FramePayload() {}

  /// Call at most once for a frame.
  static byte[] of(ClientWsFrame frame) {
    byte[] bytes = frame.maskedData().readBytes();
    if (frame.masked()) {
      int[] key = frame.maskingKey();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= (byte) key[i % MASK];
      }
    }
    return bytes;
  }
}
