package dev.gander.adapters.http.websocket;

import io.helidon.websocket.ClientWsFrame;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsCloseException;
import io.helidon.websocket.WsOpCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Assembles the frames of a message. Helidon's own WebSocket hands out each frame as a text, which
/// breaks characters that a client cut in two. For one thread.
final class IncomingMessage {
  private final int limit;
  private @Nullable WsOpCode kind;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// @param limit bytes that a message may have
  IncomingMessage(int limit) {
    this.limit = limit;
  }

  /// Takes a frame with data, not one that controls the connection.
  ///
  /// @return the message if this was its last frame and it is a text; other kinds are swallowed
  /// @throws WsCloseException if the client breaks the protocol or the limit
  Optional<String> add(ClientWsFrame frame) {
    boolean continues = frame.opCode() == WsOpCode.CONTINUATION;
    if (continues == (kind == null)) {
      throw new WsCloseException("a frame out of order", WsCloseCodes.PROTOCOL_ERROR);
    }
    kind = continues ? kind : frame.opCode();
    if (frame.payloadLength() > limit - bytes.size()) {
      throw new WsCloseException("the message is too big", WsCloseCodes.TOO_BIG);
    }
    bytes.writeBytes(FramePayload.of(frame));
    return frame.fin() ? end() : Optional.empty();
  }

  private Optional<String> end() {
    boolean isText = kind == WsOpCode.TEXT;
    byte[] whole = bytes.toByteArray();
    kind = null;
    bytes = new ByteArrayOutputStream(); // a large one is not kept
    return isText ? Optional.of(decode(whole)) : Optional.empty();
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new WsCloseException("the text is not UTF-8", WsCloseCodes.NOT_CONSISTENT);
    }
  }
}
