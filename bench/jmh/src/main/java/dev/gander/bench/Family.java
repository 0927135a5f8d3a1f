package dev.gander.bench;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// The families of model services: how to point their providers at another address, and the form of
/// their answers. `opening` and `closing` enclose the chunks, each of which contains one word.
/// Services that use another one's dialect are not listed: Azure, OpenRouter and most of the table
/// are `CHAT`, Vertex is `GEMINI` and `MESSAGES`.
public enum Family {
  CHAT(
      "openai",
      "gpt-4o",
      Map.of("OPENAI_HOST", "URL", "OPENAI_API_KEY", "x"),
      "",
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1772619072,"model":"gpt-4o",\
      "choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]}

      """,
      "data: [DONE]\n\n"),
  RESPONSES(
      "openai",
      "gpt-5",
      Map.of("OPENAI_HOST", "URL", "OPENAI_API_KEY", "x"),
      """
      data: {"type":"response.created","sequence_number":0,"response":{"id":"r1","model":"gpt-5",\
      "object":"response","created_at":1772619072,"status":"in_progress","output":[]}}

      """,
      """
      event: response.output_text.delta
      data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"m1",\
      "output_index":0,"content_index":0,"delta":"word "}

      """,
      """
      data: {"type":"response.completed","sequence_number":9,"response":{"id":"r1",\
      "object":"response","created_at":1772619072,"model":"gpt-5","status":"completed",\
      "output":[]}}

      """),
  MESSAGES(
      "anthropic",
      "claude-sonnet-4-5",
      Map.of("ANTHROPIC_HOST", "URL", "ANTHROPIC_API_KEY", "x"),
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant",\
      "model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      """,
      """
      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word "}}

      """,
      """
      data: {"type":"content_block_stop","index":0}

      data: {"type":"message_stop"}

      """),
  GEMINI(
      "google",
      "gemini-2.5-pro",
      Map.of("GOOGLE_HOST", "URL", "GOOGLE_API_KEY", "x"),
      "",
      """
      data: {"candidates":[{"content":{"parts":[{"text":"word "}],"role":"model"},"index":0}],\
      "modelVersion":"gemini-2.5-pro"}

      """,
      """
      data: {"candidates":[{"finishReason":"STOP","index":0}]}

      """),
  OLLAMA("ollama", "qwen3", Map.of("OLLAMA_HOST", "URL"), CHAT.opening, CHAT.chunk, CHAT.closing),
  DATABRICKS(
      "databricks",
      "databricks-meta-llama-3-3-70b-instruct",
      Map.of("DATABRICKS_HOST", "URL", "DATABRICKS_TOKEN", "x"),
      CHAT.opening,
      CHAT.chunk,
      CHAT.closing),
  SNOWFLAKE(
      "snowflake",
      "claude-sonnet-4-5",
      Map.of("SNOWFLAKE_HOST", "URL", "SNOWFLAKE_TOKEN", "x"),
      "",
      """
      data: {"id":"s1","model":"claude-sonnet-4-5","choices":[{"delta":{"type":"text",\
      "content":"word ","content_list":[{"type":"text","text":"word "}]}}],"usage":{}}

      """,
      ""),
  CONVERSE(
      "aws_bedrock",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      Map.of("AWS_ENDPOINT_URL", "URL", "AWS_REGION", "us-east-1", "AWS_BEARER_TOKEN_BEDROCK", "x"),
      AmazonEvent.of("messageStart", "{\"role\":\"assistant\"}"),
      AmazonEvent.of(
          "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"word \"}}"),
      AmazonEvent.of("messageStop", "{\"stopReason\":\"end_turn\"}"));

  private final String provider;
  private final String model;
  private final Map<String, String> settings;
  private final byte[] opening;
  private final byte[] chunk;
  private final byte[] closing;

  Family(
      String provider,
      String model,
      Map<String, String> settings,
      String opening,
      String chunk,
      String closing) {
    this(provider, model, settings, utf8(opening), utf8(chunk), utf8(closing));
  }

  Family(
      String provider,
      String model,
      Map<String, String> settings,
      byte[] opening,
      byte[] chunk,
      byte[] closing) {
    this.provider = provider;
    this.model = model;
    this.settings = settings;
    this.opening = opening;
    this.chunk = chunk;
    this.closing = closing;
  }

  String model() {
    return model;
  }

  byte[] answer(int chunks) {
    ByteBuffer answer =
        ByteBuffer.allocate(opening.length + chunks * chunk.length + closing.length);
    answer.put(opening);
    for (int i = 0; i < chunks; i++) {
      answer.put(chunk);
    }
    return answer.put(closing).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  ProviderFactory factory() {
    return ServiceLoader.load(ProviderFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.name().equals(provider))
        .findFirst()
        .orElseThrow();
  }

  /// A provider without memory of earlier requests.
  Provider provider(ProviderFactory factory, String url) {
    return factory.create(
        new ProviderSettings() {
          @Override
          public Optional<String> setting(String key) {
            return Optional.ofNullable(settings.get(key)).map(it -> it.replace("URL", url));
          }

          @Override
          public Optional<String> secret(String key) {
            return setting(key);
          }
        });
  }
}
