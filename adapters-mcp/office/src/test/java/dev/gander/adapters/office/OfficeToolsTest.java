package dev.gander.adapters.office;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.DocumentTools;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.JavaProgram.Limits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfficeToolsTest {
  private static final String SMALL_PDF =
      """
      %PDF-1.4
      1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
      2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
      3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources
        <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
      4 0 obj <</Length 36>> stream
      BT /F 12 Tf 50 200 Td (Hello) Tj ET
      endstream endobj
      trailer <</Root 1 0 R>>
      """;

  @TempDir static Path cache;
  @TempDir Path folder;
  private final OfficeTools tools = new OfficeTools();

  /// Before anything else uses a font.
  @BeforeAll
  static void fontsAreListedInTheCacheInsteadOfTheUsersHome(@TempDir Path folder) throws Exception {
    OfficeToolsTest first = new OfficeToolsTest();
    first.folder = folder;
    Files.writeString(folder.resolve("small.pdf"), SMALL_PDF);

    assertEquals(
        "Page 1:\nHello",
        first.done("pdf_tool", "{'path':'small.pdf','operation':'extract_text'}"));
    assertTrue(Files.exists(cache.resolve(".pdfbox.cache")));
  }

  private ToolResult call(String tool, String arguments) throws InterruptedException {
    return call(tools, tool, arguments);
  }

  private ToolResult call(OfficeTools called, String tool, String arguments)
      throws InterruptedException {
    return called.call(
        new ToolInvocation(
            new SessionId("20260304_1"),
            folder,
            "call_1",
            tool,
            JsonFields.asObject(JsonText.parse(arguments.replace('\'', '"')))),
        new DocumentTools.Folders(cache.resolve("pictures"), cache.resolve("state")));
  }

  private String done(String tool, String arguments) throws InterruptedException {
    ToolResult result = call(tool, arguments);
    assertFalse(result.failed(), result::joinedText);
    return result.joinedText();
  }

  private void set(int row, int column, String value) throws InterruptedException {
    assertEquals(
        "Updated cell (%d, %d) in worksheet 'Sheet1'".formatted(row, column),
        done(
            "xlsx_tool",
            "{'path':'a.xlsx','operation':'update_cell','row':%d,'col':%d,'value':'%s'}"
                .formatted(row, column, value)));
  }

  private String xlsx(String operation, String more) throws InterruptedException {
    return done("xlsx_tool", "{'path':'a.xlsx','operation':'" + operation + "'" + more + "}");
  }

  @Test
  void workbookIsMadeFilledAndRead() throws Exception {
    set(1, 1, "Name");
    set(1, 2, "Sum");
    set(2, 1, "Änne");
    set(2, 2, "1.5");
    set(3, 2, "=B2*2");

    assertEquals("[\n  \"Name\",\n  \"Sum\"\n]", xlsx("get_columns", "").strip());
    assertTrue(xlsx("list_worksheets", "").contains("\"rows\": 3"));
    assertEquals(
        "[[\"Name\",\"Sum\"],[\"Änne\",\"1.5\"],[\"\",\"3\"]]",
        JsonText.write(JsonText.parse(xlsx("get_range", ",'range':'A1:B3'"))));
    assertEquals(
        "{\"value\":\"3\",\"formula\":\"B2*2\"}",
        JsonText.write(JsonText.parse(xlsx("get_cell", ",'row':3,'col':2"))));
    assertEquals("[\n    (2, 1),\n]", xlsx("find_text", ",'search_text':'änne'"));
    assertEquals("[]", xlsx("find_text", ",'search_text':'änne','case_sensitive':true"));
    assertEquals("File saved successfully.", xlsx("save", ""));
  }

  @Test
  void formulaThatCannotBeComputedHereShowsWhatWasSaved() throws Exception {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(folder.resolve("a.xlsx"))) {
      Row row = workbook.createSheet("Sheet1").createRow(0);
      Cell formula = row.createCell(0);
      formula.setCellFormula("CUBEVALUE(\"sales\")");
      formula.setCellValue(42);
      row.createCell(1).setCellFormula("1+1");
      workbook.write(out);
    }

    assertEquals(
        "[[\"42\",\"2\"]]", JsonText.write(JsonText.parse(xlsx("get_range", ",'range':'A1:B1'"))));
  }

  @Test
  void cancelledSearchEnds() throws Exception {
    set(1, 1, "x");

    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> xlsx("find_text", ",'search_text':'y'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get_range   | Missing 'range' parameter",
        "find_text   | Missing 'search_text' parameter",
        "get_cell    | Missing 'row' parameter",
        "update_cell | Missing 'row' parameter"
      })
  void whatIsMissingIsNamed(String operation, String problem) throws Exception {
    set(1, 1, "x");

    ExtensionException refused = assertThrows(ExtensionException.class, () -> xlsx(operation, ""));

    assertEquals("-32602: " + problem, refused.coded());
    assertThrows(InvalidShape.class, () -> xlsx("draw", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'operation':'get_range','range':'A1:ZZ100000'",
        "'operation':'get_range','range':'nonsense'",
        "'operation':'get_cell','row':0,'col':1",
        "'operation':'get_cell','row':9999999,'col':1",
        "'operation':'get_columns','worksheet':'None'",
        "'operation':'update_cell','row':1,'col':1,'value':'=SUM('",
      })
  void wrongRequestsAreErrorsOfTheToolAndChangeNothing(String arguments) throws Exception {
    set(1, 1, "x");
    byte[] before = Files.readAllBytes(folder.resolve("a.xlsx"));

    ToolResult result = call("xlsx_tool", "{'path':'a.xlsx'," + arguments + "}");

    assertTrue(result.failed(), result::joinedText);
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("a.xlsx")));
  }

  @Test
  void filesThatAreNoDocumentsAreErrorsOfTheTool() throws Exception {
    Files.writeString(folder.resolve("text"), "no document");
    Files.createDirectory(folder.resolve("folder"));
    Files.write(folder.resolve("empty"), new byte[0]);
    bomb(folder.resolve("bomb"));
    for (String path : new String[] {"text", "folder", "empty", "missing", "bomb"}) {
      for (String tool : new String[] {"xlsx_tool get_columns", "docx_tool extract_text"}) {
        String[] words = tool.split(" ");
        ToolResult result =
            call(words[0], "{'path':'%s','operation':'%s'}".formatted(path, words[1]));
        assertTrue(result.failed(), () -> path + " " + tool);
        assertTrue(result.joinedText().startsWith(folder.resolve(path) + " cannot be used: "));
      }
    }
    assertTrue(call("pdf_tool", "{'path':'text','operation':'extract_text'}").failed());
    assertTrue(call("pdf_tool", "{'path':'missing','operation':'extract_text'}").failed());
  }

  /// Few bytes, and far too many letters.
  @Test
  void documentThatFillsTheMemoryFillsThatOfItsReaderOnly() throws Exception {
    byte[] letters = "(xxxxxxxxxxxxxxxx) Tj\n".repeat(50_000).getBytes(ISO_8859_1);
    byte[] page =
        deflated(
            out -> {
              out.write("BT /F 12 Tf 50 200 Td ".getBytes(ISO_8859_1));
              for (int i = 0; i < 30; i++) {
                out.write(letters);
              }
            });
    assertTrue(page.length < 200_000, () -> page.length + " bytes");
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.write(SMALL_PDF.substring(0, SMALL_PDF.indexOf("4 0 obj")).getBytes(ISO_8859_1));
    pdf.write(
        "4 0 obj <</Length %d /Filter /FlateDecode>> stream\n"
            .formatted(page.length)
            .getBytes(ISO_8859_1));
    pdf.write(page);
    pdf.write("\nendstream endobj\ntrailer <</Root 1 0 R>>\n".getBytes(ISO_8859_1));
    Files.write(folder.resolve("bomb.pdf"), pdf.toByteArray());

    OfficeTools small = new OfficeTools(new Limits(48, Duration.ofMinutes(1), 1 << 20));
    ToolResult result = call(small, "pdf_tool", "{'path':'bomb.pdf','operation':'extract_text'}");

    String text = result.joinedText();
    assertTrue(result.failed(), () -> text.substring(0, Math.min(text.length(), 200)));
    assertEquals(
        folder.resolve("bomb.pdf") + " cannot be used: it unpacks to more than fits into 48 MB",
        text);
  }

  private static byte[] deflated(OfficeFile.Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      content.writeTo(out);
    }
    return bytes.toByteArray();
  }

  @Test
  void operationOfNoPdfIsNotStarted() {
    assertThrows(
        InvalidShape.class, () -> call("pdf_tool", "{'path':'a.pdf','operation':'print'}"));
  }

  /// Small, and 300 MB of spaces once unpacked.
  private static void bomb(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      byte[] spaces = new byte[1024 * 1024];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 300; i++) {
        zip.write(spaces);
      }
    }
  }

  private String docx(String operation, String more) throws InterruptedException {
    return done("docx_tool", "{'path':'a.docx','operation':'" + operation + "'" + more + "}");
  }

  @Test
  void documentGrowsAndIsRead() throws Exception {
    assertEquals(
        "Successfully wrote content to " + folder.resolve("a.docx"),
        docx("update_doc", ",'content':'one\\ntwo'"));
    assertEquals("Extracted Text:\none\ntwo", docx("extract_text", ""));

    docx(
        "update_doc",
        ",'content':'Title','params':{'mode':'structured','level':'Heading1',"
            + "'style':{'bold':true,'color':'#ff0000','size':20,'alignment':'center'}}");
    docx("update_doc", ",'content':'2','params':{'mode':'replace','old_text':'two'}");

    assertEquals(
        "Document Structure:\n- Title\n\nFull Text:\none\n2\nTitle", docx("extract_text", ""));
  }

  @Test
  void pictureIsPutIntoADocument() throws Exception {
    ImageIO.write(
        new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("p.png").toFile());

    docx("update_doc", ",'content':'caption','params':{'mode':'add_image','image_path':'p.png'}");

    assertEquals("Extracted Text:\n\ncaption", docx("extract_text", ""));
    ToolResult missing =
        call(
            "docx_tool",
            "{'path':'a.docx','operation':'update_doc','content':'','params':{'mode':'add_image',"
                + "'image_path':'none.png'}}");
    assertTrue(missing.failed());
  }

  /// The file is small, and nothing needs the picture itself.
  @Test
  void pictureOfManyPixelsIsNotUnpacked() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", png);
    ByteBuffer head = ByteBuffer.wrap(png.toByteArray()).putInt(16, 60_000).putInt(20, 60_000);
    Files.write(folder.resolve("p.png"), head.array());
    Files.createDirectory(folder.resolve("letters"));

    done(
        "docx_tool",
        "{'path':'letters/a.docx','operation':'update_doc','content':'',"
            + "'params':{'mode':'add_image','image_path':'p.png'}}");

    Files.writeString(folder.resolve("p.png"), "no picture");
    assertTrue(
        call(
                "docx_tool",
                "{'path':'a.docx','operation':'update_doc','content':'',"
                    + "'params':{'mode':'add_image','image_path':'p.png'}}")
            .failed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'operation':'update_doc'",
        "'operation':'update_doc','content':'x','params':{'mode':'replace'}",
        "'operation':'update_doc','content':'x','params':{'mode':'add_image'}",
        "'operation':'update_doc','content':'x','params':{'style':{'color':'red'}}",
        "'operation':'update_doc','content':'x','params':{'mode':'structured','level':'deep'}"
      })
  void incompleteChangesAreRefused(String arguments) {
    assertEquals(
        ExtensionException.INVALID_PARAMS,
        assertThrows(
                ExtensionException.class,
                () -> call("docx_tool", "{'path':'b.docx'," + arguments + "}"))
            .code());
    assertFalse(Files.exists(folder.resolve("b.docx")));
  }

  @Test
  void whatStandsBesideAReplacedTextStaysAsItIs() throws Exception {
    try (XWPFDocument word = new XWPFDocument();
        OutputStream out = Files.newOutputStream(folder.resolve("a.docx"))) {
      XWPFParagraph paragraph = word.createParagraph();
      for (String text : List.of("Dear ", "NAME", ", bye, NA")) {
        paragraph.createRun().setText(text);
      }
      paragraph.getRuns().getFirst().setBold(true);
      word.write(out);
    }

    docx("update_doc", ",'content':'Anna','params':{'mode':'replace','old_text':'NAME'}");

    assertEquals(List.of("Dear ", "Anna", ", bye, NA"), runs());
    docx("update_doc", ",'content':'Hello','params':{'mode':'replace','old_text':'Dear Anna'}");
    assertEquals(List.of("Hello, bye, NA"), runs());
  }

  private List<String> runs() throws IOException {
    try (XWPFDocument word = new XWPFDocument(Files.newInputStream(folder.resolve("a.docx")))) {
      return word.getParagraphs().getFirst().getRuns().stream().map(XWPFRun::text).toList();
    }
  }

  @Test
  void textThatIsNotThereReplacesNothing() throws Exception {
    docx("update_doc", ",'content':'one'");

    ToolResult result =
        call(
            "docx_tool",
            "{'path':'a.docx','operation':'update_doc','content':'x',"
                + "'params':{'mode':'replace','old_text':'two'}}");

    assertTrue(result.failed());
    assertEquals("Extracted Text:\none", docx("extract_text", ""));
  }

  private void pdf(String name, String text, boolean picture) throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        if (!text.isEmpty()) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          content.newLineAtOffset(50, 700);
          content.showText(text);
          content.endText();
        }
        if (picture) {
          content.drawImage(
              LosslessFactory.createFromImage(
                  pdf, new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB)),
              10,
              10);
        }
      }
      pdf.save(folder.resolve(name).toFile());
    }
  }

  @Test
  void textAndPicturesAreTakenOutOfAPdf() throws Exception {
    pdf("a.pdf", "Hello there", true);
    pdf("b.pdf", "", false);

    assertEquals(
        "Page 2:\nHello there", done("pdf_tool", "{'path':'a.pdf','operation':'extract_text'}"));
    assertEquals(
        "No text found in PDF", done("pdf_tool", "{'path':'b.pdf','operation':'extract_text'}"));
    Path picture = cache.resolve("pictures/a_page2_image1.png");
    assertEquals(
        "Saved 1 image(s):\n" + picture,
        done("pdf_tool", "{'path':'a.pdf','operation':'extract_images'}"));
    assertEquals(7, ImageIO.read(picture.toFile()).getHeight());
    assertEquals(
        "No images found in PDF",
        done("pdf_tool", "{'path':'b.pdf','operation':'extract_images'}"));
  }
}
