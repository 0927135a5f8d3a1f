package dev.gander.bootstrap;

import com.agentclientprotocol.sdk.json.AcpJsonMapper;
import com.agentclientprotocol.sdk.json.TypeRef;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Notes the messages of the official Java client, whose transports read and write them here.
final class FrameRecorder implements AcpJsonMapper {
  private final AcpJsonMapper mapper = AcpJsonMapper.createDefault();
  private final Queue<String> frames = new ConcurrentLinkedQueue<>();

  /// As `contract/acp/frames.mjs` reads them.
  List<String> frames() {
    return List.copyOf(frames);
  }

  private String noted(String sender, String text) {
    if (text.startsWith("{\"jsonrpc\"")) {
      frames.add("{\"from\":\"%s\",\"message\":%s}".formatted(sender, text));
    }
    return text;
  }

  @Override
  public <T> T readValue(String text, Class<T> type) throws IOException {
    return mapper.readValue(noted("agent", text), type);
  }

  @Override
  public <T> T readValue(String text, TypeRef<T> type) throws IOException {
    return mapper.readValue(noted("agent", text), type);
  }

  @Override
  public <T> T readValue(byte[] text, Class<T> type) throws IOException {
    return mapper.readValue(text, type);
  }

  @Override
  public <T> T readValue(byte[] text, TypeRef<T> type) throws IOException {
    return mapper.readValue(text, type);
  }

  @Override
  public <T> T convertValue(Object value, Class<T> type) {
    return mapper.convertValue(value, type);
  }

  @Override
  public <T> T convertValue(Object value, TypeRef<T> type) {
    return mapper.convertValue(value, type);
  }

  @Override
  public String writeValueAsString(Object value) throws IOException {
    return noted("client", mapper.writeValueAsString(value));
  }

  @Override
  public byte[] writeValueAsBytes(Object value) throws IOException {
    return mapper.writeValueAsBytes(value);
  }
}
