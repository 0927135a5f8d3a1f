package dev.gander.bootstrap;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Writes a Whisper model for English in CTranslate2's form (16 bits for each number) as
/// whisper.cpp wants it. Package registries have some of the former, and none of the latter.
final class ConvertedModel {
  private static final int WORDS = 50_256;
  private static final int BANDS = 80;
  private static final int BINS = 201;
  private static final int WHOLE = 0;
  private static final int HALF = 1;

  private record Tensor(List<Integer> shape, ByteBuffer halves) {
    /// Some rows.
    Tensor part(int index, int of) {
      List<Integer> less = new ArrayList<>(shape);
      less.set(0, shape.getFirst() / of);
      int bytes = halves.remaining() / of;
      return new Tensor(less, halves.slice(index * bytes, bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private final Map<String, Tensor> tensors;
  private final OutputStream out;

  private ConvertedModel(Map<String, Tensor> tensors, OutputStream out) {
    this.tensors = tensors;
    this.out = out;
  }

  /// @param folder with `model.bin` and `tokenizer.json`
  static void write(Path folder, Path target) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("model.bin"));
        OutputStream out = Files.newOutputStream(target)) {
      ByteBuffer bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
      var model = new ConvertedModel(read(bytes.order(ByteOrder.LITTLE_ENDIAN)), out);
      model.write(
          JsonFields.asObject(JsonText.parse(Files.readString(folder.resolve("tokenizer.json")))));
    }
  }

  private static Map<String, Tensor> read(ByteBuffer in) {
    in.getInt();
    text(in);
    in.getInt();
    Map<String, Tensor> tensors = new HashMap<>();
    for (int count = in.getInt(); count > 0; count--) {
      String name = text(in);
      List<Integer> shape = IntStream.range(0, in.get()).mapToObj(_ -> in.getInt()).toList();
      in.get();
      int length = in.getInt();
      ByteBuffer data = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      tensors.put(name, new Tensor(shape, data));
      in.position(in.position() + length);
    }
    return tensors;
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(bytes);
    return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
  }

  private void write(JsonObject tokenizer) throws IOException {
    List<Integer> embedding = get("decoder/embeddings/weight").shape();
    int state = embedding.get(1);
    int encoder = layers("encoder");
    int decoder = layers("decoder");
    numbers(0x67676d6c, embedding.get(0), 1500, state, state / 64, encoder);
    numbers(448, state, state / 64, decoder, BANDS, 1, BANDS, BINS);
    filters();
    words(tokenizer);
    write("encoder.positional_embedding", get("encoder/position_encodings/encodings"), WHOLE);
    convolution("1");
    convolution("2");
    norm("encoder/layer_norm", "encoder.ln_post");
    for (int i = 0; i < encoder; i++) {
      layer("encoder/layer_" + i, "encoder.blocks." + i);
    }
    write("decoder.positional_embedding", get("decoder/position_encodings/encodings"), WHOLE);
    write("decoder.token_embedding.weight", get("decoder/embeddings/weight"), HALF);
    norm("decoder/layer_norm", "decoder.ln");
    for (int i = 0; i < decoder; i++) {
      layer("decoder/layer_" + i, "decoder.blocks." + i);
      crossAttention("decoder/layer_" + i + "/attention", "decoder.blocks." + i + ".cross_attn");
    }
  }

  private Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return tensor;
  }

  private int layers(String part) {
    return (int)
        IntStream.iterate(0, i -> i + 1)
            .takeWhile(i -> tensors.containsKey(part + "/layer_" + i + "/ffn/linear_0/weight"))
            .count();
  }

  private void convolution(String number) throws IOException {
    Tensor bias = get("encoder/conv" + number + "/bias");
    write("encoder.conv" + number + ".weight", get("encoder/conv" + number + "/weight"), HALF);
    write(
        "encoder.conv" + number + ".bias",
        new Tensor(List.of(bias.shape().getFirst(), 1), bias.halves()),
        WHOLE);
  }

  private void layer(String from, String to) throws IOException {
    norm(from + "/self_attention/layer_norm", to + ".attn_ln");
    Tensor weights = get(from + "/self_attention/linear_0/weight");
    Tensor biases = get(from + "/self_attention/linear_0/bias");
    write(to + ".attn.query.weight", weights.part(0, 3), HALF);
    write(to + ".attn.query.bias", biases.part(0, 3), WHOLE);
    write(to + ".attn.key.weight", weights.part(1, 3), HALF);
    write(to + ".attn.value.weight", weights.part(2, 3), HALF);
    write(to + ".attn.value.bias", biases.part(2, 3), WHOLE);
    linear(from + "/self_attention/linear_1", to + ".attn.out");
    norm(from + "/ffn/layer_norm", to + ".mlp_ln");
    linear(from + "/ffn/linear_0", to + ".mlp.0");
    linear(from + "/ffn/linear_1", to + ".mlp.2");
  }

  private void crossAttention(String from, String to) throws IOException {
    norm(from + "/layer_norm", to + "_ln");
    linear(from + "/linear_0", to + ".query");
    Tensor weights = get(from + "/linear_1/weight");
    write(to + ".key.weight", weights.part(0, 2), HALF);
    write(to + ".value.weight", weights.part(1, 2), HALF);
    write(to + ".value.bias", get(from + "/linear_1/bias").part(1, 2), WHOLE);
    linear(from + "/linear_2", to + ".out");
  }

  private void norm(String from, String to) throws IOException {
    write(to + ".weight", get(from + "/gamma"), WHOLE);
    write(to + ".bias", get(from + "/beta"), WHOLE);
  }

  private void linear(String from, String to) throws IOException {
    write(to + ".weight", get(from + "/weight"), HALF);
    write(to + ".bias", get(from + "/bias"), WHOLE);
  }

  private void write(String name, Tensor tensor, int type) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    numbers(tensor.shape().size(), bytes.length, type);
    for (int length : tensor.shape().reversed()) {
      numbers(length);
    }
    out.write(bytes);
    byte[] halves = new byte[tensor.halves().remaining()];
    tensor.halves().duplicate().get(halves);
    out.write(type == HALF ? halves : doubled(halves));
  }

  private static byte[] doubled(byte[] halves) {
    ByteBuffer from = ByteBuffer.wrap(halves).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.allocate(2 * halves.length).order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      to.putFloat(Float.float16ToFloat(from.getShort()));
    }
    return to.array();
  }

  private void numbers(int... numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(numbers).forEach(bytes::putInt);
    out.write(bytes.array());
  }

  /// Words are written with a printable letter for each byte, as GPT-2 does.
  private void words(JsonObject tokenizer) throws IOException {
    Map<Integer, Integer> bytes = letters();
    Map<Integer, String> words = new LinkedHashMap<>();
    JsonFields.of(tokenizer)
        .required("model", JsonFields::asObject)
        .object("vocab")
        .orElseThrow()
        .members()
        .forEach((word, id) -> words.put((int) ((JsonNumber) id).doubleValue(), word));
    numbers(WORDS);
    for (int id = 0; id < WORDS; id++) {
      var word = new ByteArrayOutputStream();
      words.get(id).chars().forEach(letter -> word.write(bytes.get(letter)));
      numbers(word.size());
      out.write(word.toByteArray());
    }
  }

  private static Map<Integer, Integer> letters() {
    Map<Integer, Integer> bytes = new HashMap<>();
    int next = 256;
    for (int value = 0; value < 256; value++) {
      boolean shows =
          (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xac) || value >= 0xae;
      bytes.put(shows ? value : next++, value);
    }
    return bytes;
  }

  /// Triangles over frequencies, of equal areas, between equal steps of the mel scale.
  private void filters() throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(BANDS * BINS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    double step = mel(8000) / (BANDS + 1);
    for (int band = 0; band < BANDS; band++) {
      double low = hertz(band * step);
      double middle = hertz((band + 1) * step);
      double high = hertz((band + 2) * step);
      for (int bin = 0; bin < BINS; bin++) {
        double at = bin * 8000.0 / (BINS - 1);
        double height = Math.min((at - low) / (middle - low), (high - at) / (high - middle));
        bytes.putFloat((float) (Math.max(0, height) * 2 / (high - low)));
      }
    }
    out.write(bytes.array());
  }

  private static double mel(double hertz) {
    return hertz < 1000 ? hertz * 3 / 200 : 15 + Math.log(hertz / 1000) * 27 / Math.log(6.4);
  }

  private static double hertz(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
  }
}
