package dev.gander.adapters.mcp.developer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.developer.DeveloperFixture;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadImageToolTest extends DeveloperFixture {
  private static final int RED = 0xFFFF0000;
  private static final int BLUE = 0xFF0000FF;

  private ToolResult read(Object source) throws InterruptedException {
    return call("read_image", JsonObject.of("source", Json.of(source.toString())));
  }

  private ToolResult crop(String source, long x, long y, long width, long height)
      throws InterruptedException {
    return call(
        "read_image",
        JsonObject.builder().put("source", source).put("crop", area(x, y, width, height)).build());
  }

  private static JsonObject area(long x, long y, long width, long height) {
    return JsonObject.builder()
        .put("x", x)
        .put("y", y)
        .put("width", width)
        .put("height", height)
        .build();
  }

  /// Red, with a blue right half.
  private static byte[] picture(String format, int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, x < width / 2 ? RED : BLUE);
      }
    }
    var bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, bytes));
    return bytes.toByteArray();
  }

  private static ToolContent.Image image(ToolResult result) {
    return assertInstanceOf(ToolContent.Image.class, result.content().get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void showsAPictureAsItIs(String format) throws Exception {
    byte[] bytes = picture(format, 40, 30);
    // The name says nothing about the kind.
    Files.write(work.resolve("picture.txt"), bytes);
    ToolResult result = read("picture.txt");
    assertEquals(
        "picture.txt: image/" + format + ", 40x30 pixels, " + bytes.length + " bytes",
        said(result));
    assertEquals("image/" + format, image(result).mimeType());
    assertEquals(Base64.getEncoder().encodeToString(bytes), image(result).data());
    assertEquals(
        JsonObject.builder()
            .put("source", "picture.txt")
            .put("mimeType", "image/" + format)
            .put("width", 40)
            .put("height", 30)
            .put("bytes", bytes.length)
            .put("originalWidth", 40)
            .put("originalHeight", 30)
            .put("crop", JsonNull.NULL)
            .build(),
        result.structuredContent());
  }

  @Test
  void takesAFileUrl() throws Exception {
    Path file = Files.write(work.resolve("a b.png"), picture("png", 4, 4));
    assertTrue(said(read(file.toUri())).contains("image/png, 4x4"));
  }

  private static byte[] webp(String kind, byte[] rest) {
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(56)
        .put(("WEBP" + kind).getBytes(StandardCharsets.US_ASCII))
        .putInt(44)
        .put(rest)
        .array();
  }

  @ParameterizedTest
  @CsvSource({
    "'VP8 ', 0 0 0 -99 1 42 64 1 240 0",
    "VP8L,   47 63 193 59 0 0 0 0 0 0",
    "VP8X,   0 0 0 0 63 1 0 239 0 0"
  })
  void knowsTheSizeOfAWebpPicture(String kind, String header) throws Exception {
    byte[] rest = new byte[10];
    String[] numbers = header.split(" ");
    for (int i = 0; i < rest.length; i++) {
      rest[i] = (byte) Integer.parseInt(numbers[i]);
    }
    Files.write(work.resolve("f"), webp(kind, rest));
    assertTrue(said(read("f")).contains("image/webp, 320x240"), read("f")::joinedText);
  }

  @Test
  void cutsOutAPart() throws Exception {
    Files.write(work.resolve("f"), picture("png", 40, 30));
    ToolResult result = crop("f", 15, 10, 10, 20);
    assertTrue(said(result).startsWith("f: image/png, 10x20 pixels, "));
    var structured = (JsonObject) Objects.requireNonNull(result.structuredContent());
    assertEquals(area(15, 10, 10, 20), structured.get("crop"));
    assertEquals(Json.of(40), structured.get("originalWidth"));
    byte[] png = Base64.getDecoder().decode(image(result).data());
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(10, shown.getWidth());
    assertEquals(20, shown.getHeight());
    assertEquals(RED, shown.getRGB(4, 0));
    assertEquals(BLUE, shown.getRGB(5, 19));
  }

  @Test
  void aPartOfAJpegIsAPng() throws Exception {
    Files.write(work.resolve("f"), picture("jpeg", 40, 30));
    assertEquals("image/png", image(crop("f", 0, 0, 40, 30)).mimeType());
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,5, crop width and height must be greater than 0",
    "0,0,41,1, 'crop reaches beyond the image, which is 40x30'",
    "39,29,1,2, 'crop reaches beyond the image, which is 40x30'",
    "4294967295,0,4294967295,1, 'crop reaches beyond the image, which is 40x30'"
  })
  void refusesAPartThatIsNotThere(long x, long y, long width, long height, String problem)
      throws Exception {
    Files.write(work.resolve("f"), picture("png", 40, 30));
    assertEquals("Error: " + problem, failure(crop("f", x, y, width, height)));
  }

  @Test
  void saysThatAWebpPictureCannotBeCut() throws Exception {
    Files.write(work.resolve("f"), webp("VP8X", new byte[] {0, 0, 0, 0, 63, 1, 0, -17, 0, 0}));
    assertTrue(failure(crop("f", 0, 0, 1, 1)).contains("WebP images cannot be cropped"));
  }

  @Test
  void refusesWhatIsNoPicture() throws Exception {
    file("f", "text");
    assertEquals(
        "Error: Unsupported image format: it has to be PNG, JPEG, GIF or WebP", failure(read("f")));
    file("empty", "");
    assertTrue(failure(read("empty")).startsWith("Error: Unsupported image format"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0089PNG", "\u00FF\u00D8\u00FF\u00E0", "GIF89a", "RIFF1234WEBPVP8 "})
  void refusesADamagedPicture(String start) throws Exception {
    Files.write(work.resolve("f"), start.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(failure(read("f")).startsWith("Error: The image is damaged"), read("f")::joinedText);
  }

  @Test
  void refusesAPartOfADamagedPicture() throws Exception {
    byte[] bytes = picture("png", 400, 300);
    Files.write(work.resolve("f"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertTrue(failure(crop("f", 0, 0, 400, 300)).startsWith("Error: The image is damaged"));
  }

  @Test
  void refusesAHugeFile() throws Exception {
    try (var sparse = new RandomAccessFile(work.resolve("f").toFile(), "rw")) {
      sparse.setLength((20L << 20) + 1);
    }
    assertEquals("Error: Failed to read f: larger than 20 MiB", failure(read("f")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                  | source cannot be empty
          ' '                 | source cannot be empty
          none.png            | Failed to read none.png: No such file or directory (os error 2)
          .                   | Failed to read .: Is a directory (os error 21)
          file:relative       | Not a path and not a URL: file:relative
          http://a b          | Not a path and not a URL: http://a b
          /dev/zero           | Failed to read /dev/zero: not a file
          """)
  void refusesWhatCannotBeRead(String source, String problem) throws Exception {
    assertEquals("Error: " + problem, failure(read(source)));
  }

  @Test
  void saysWhichArgumentIsWrong() throws Exception {
    assertEquals(
        "Error: Failed to parse arguments: missing field `source`",
        failure(call("read_image", JsonObject.EMPTY)));
    assertTrue(
        failure(crop("f", -1, 0, 1, 1)).startsWith("Error: Failed to parse arguments: crop.x: "));
  }

  /// Answers one request with these bytes, and then keeps the connection open.
  private static ServerSocket serve(byte[] answer) throws IOException {
    var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(() -> serve(server, answer));
    return server;
  }

  private static void serve(ServerSocket server, byte[] answer) {
    try (Socket client = server.accept()) {
      client.getInputStream().read(new byte[8192]);
      client.getOutputStream().write(answer);
      client.getOutputStream().flush();
      client.getInputStream().read();
    } catch (IOException e) {
      // The client has gone, which is what some tests are about.
    }
  }

  private static byte[] http(String status, byte[] body, int length) {
    byte[] head =
        ("HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  private static String url(ServerSocket server) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/picture";
  }

  @Test
  void fetchesAPicture() throws Exception {
    byte[] bytes = picture("png", 8, 8);
    try (ServerSocket server = serve(http("200 OK", bytes, bytes.length))) {
      assertTrue(
          said(read(url(server))).endsWith("image/png, 8x8 pixels, " + bytes.length + " bytes"));
    }
  }

  @Test
  void saysThatThereIsNothingToFetch() throws Exception {
    try (ServerSocket server = serve(http("404 Not Found", new byte[0], 0))) {
      String problem = failure(read(url(server)));
      assertTrue(problem.endsWith("/picture: the server answered 404"), problem);
    }
    ServerSocket closed = serve(new byte[0]);
    closed.close();
    assertTrue(failure(read(url(closed))).startsWith("Error: Failed to read http://127.0.0.1:"));
  }

  @Test
  void doesNotFetchMoreThanItTakes() throws Exception {
    int large = (20 << 20) + 1;
    try (ServerSocket server = serve(http("200 OK", new byte[large], large))) {
      assertTrue(failure(read(url(server))).startsWith("Error: Failed to read http://127.0.0.1:"));
    }
  }

  @Test
  void aCancelEndsAFetch() throws Exception {
    try (ServerSocket server = serve(http("200 OK", new byte[0], 1000))) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> read(url(server)));
    }
  }
}
