package dev.gander.adapters.office;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.UnderlinePatterns;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/// Word documents.
///
/// @param folder where relative paths of pictures start
/// @param given the arguments of the call
record WordFiles(OfficeFile document, Path folder, JsonFields given) {
  private static final Pattern HEADING = Pattern.compile("(?i)heading\\s*([1-9])");

  String run(String operation) throws IOException {
    return switch (operation) {
      case "extract_text" -> text();
      case "update_doc" -> update();
      case String other -> throw new InvalidShape("unknown variant `" + other + "`");
    };
  }

  private String text() throws IOException {
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(document.bytes()))) {
      List<String> headings = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      for (IBodyElement element : word.getBodyElements()) {
        if (element instanceof XWPFParagraph paragraph) {
          lines.add(paragraph.getText());
          level(paragraph).ifPresent(level -> headings.add(indented(level, paragraph.getText())));
        } else if (element instanceof XWPFTable table) {
          table.getRows().forEach(row -> lines.add(cells(row)));
        }
      }
      String text = String.join("\n", lines);
      return headings.isEmpty()
          ? "Extracted Text:\n" + text
          : "Document Structure:\n" + String.join("\n", headings) + "\n\nFull Text:\n" + text;
    }
  }

  private static String cells(XWPFTableRow row) {
    return String.join(" | ", row.getTableCells().stream().map(cell -> cell.getText()).toList());
  }

  private static Optional<Integer> level(XWPFParagraph paragraph) {
    Matcher style = HEADING.matcher(String.valueOf(paragraph.getStyle()));
    return style.matches() ? Optional.of(Integer.valueOf(style.group(1))) : Optional.empty();
  }

  private static String indented(int level, String heading) {
    return "  ".repeat(level - 1) + "- " + heading;
  }

  private String update() throws IOException {
    String content = given.optionalText("content");
    if (content == null) {
      throw missing("content");
    }
    JsonFields how =
        new JsonFields(
            Optional.ofNullable(given.optional("params", JsonFields::asObject))
                .orElse(JsonObject.EMPTY));
    String mode = how.orElse("mode", JsonFields::asText, "append");
    return switch (mode) {
      case "append" -> written(word -> append(word, content, how), "wrote content to");
      case "structured" -> written(word -> structured(word, content, how), "added content to");
      case "replace" -> written(word -> replace(word, content, how), "replaced content in");
      case "add_image" -> written(word -> picture(word, content, how), "added image to");
      case String other -> throw new InvalidShape("unknown variant `" + other + "`");
    };
  }

  private interface Change {
    void apply(XWPFDocument word) throws IOException;
  }

  /// A document that does not exist yet is made.
  private String written(Change change, String done) throws IOException {
    try (XWPFDocument word =
        document.exists()
            ? new XWPFDocument(new ByteArrayInputStream(document.bytes()))
            : new XWPFDocument()) {
      change.apply(word);
      document.write(word::write);
      return "Successfully " + done + " " + document.path();
    }
  }

  private static void append(XWPFDocument word, String content, JsonFields how) {
    for (String line : content.split("\n", -1)) {
      XWPFParagraph paragraph = word.createParagraph();
      XWPFRun run = paragraph.createRun();
      run.setText(line);
      style(paragraph, run, how);
    }
  }

  private static void structured(XWPFDocument word, String content, JsonFields how) {
    XWPFParagraph paragraph = word.createParagraph();
    String level = how.optionalText("level");
    if (level != null) {
      Matcher named = HEADING.matcher(level.strip());
      String digit = named.matches() ? named.group(1) : level.strip();
      if (!digit.matches("[1-9]")) {
        throw ExtensionException.invalidParams("'" + level + "' is no level such as Heading1");
      }
      paragraph.setStyle("Heading" + digit);
    }
    XWPFRun run = paragraph.createRun();
    run.setText(content);
    style(paragraph, run, how);
  }

  private static void replace(XWPFDocument word, String content, JsonFields how)
      throws IOException {
    String old = how.optionalText("old_text");
    if (old == null || old.isEmpty()) {
      throw missing("old_text");
    }
    boolean found = false;
    for (XWPFParagraph paragraph : word.getParagraphs()) {
      if (paragraph.getText().contains(old) && !paragraph.getRuns().isEmpty()) {
        found = true;
        for (XWPFRun run : holders(paragraph, old)) {
          run.setText(text(run).replace(old, content), 0);
          style(paragraph, run, how);
        }
      }
    }
    if (!found) {
      throw new IOException("it does not contain the text '" + old + "'");
    }
  }

  /// The runs in which a text is. One that is cut into several is put together in the first run,
  /// and what these had of their own is lost, but for pictures.
  private static List<XWPFRun> holders(XWPFParagraph paragraph, String old) {
    List<XWPFRun> whole =
        paragraph.getRuns().stream().filter(run -> text(run).contains(old)).toList();
    if (!whole.isEmpty()) {
      return whole;
    }
    String text = paragraph.getText();
    for (int i = paragraph.getRuns().size() - 1; i > 0; i--) {
      if (paragraph.getRuns().get(i).getEmbeddedPictures().isEmpty()) {
        paragraph.removeRun(i);
      }
    }
    XWPFRun first = paragraph.getRuns().getFirst();
    first.setText(text, 0);
    return List.of(first);
  }

  private static String text(XWPFRun run) {
    return Objects.requireNonNullElse(run.getText(0), "");
  }

  private void picture(XWPFDocument word, String caption, JsonFields how) throws IOException {
    String path = how.optionalText("image_path");
    if (path == null) {
      throw missing("image_path");
    }
    OfficeFile image = OfficeFile.at(folder, path);
    byte[] bytes = image.bytes();
    Dimension pixels = pixels(bytes);
    int width = size(how, "width", pixels.width);
    int height = size(how, "height", pixels.height);
    try {
      word.createParagraph()
          .createRun()
          .addPicture(
              new ByteArrayInputStream(bytes),
              kind(path),
              image.path().getFileName().toString(),
              Units.pixelToEMU(width),
              Units.pixelToEMU(height));
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
    if (!caption.isEmpty()) {
      append(word, caption, how);
    }
  }

  /// By the head of the file: a small one can be a picture that fills the memory.
  private static Dimension pixels(byte[] picture) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("the picture cannot be read");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return new Dimension(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    }
  }

  private static int size(JsonFields how, String name, int usual) {
    Long given = how.optional(name, JsonFields::asUnsigned);
    return Math.clamp(given == null ? usual : given, 1, 10_000);
  }

  private static PictureType kind(String path) throws IOException {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".png")) {
      return PictureType.PNG;
    }
    if (lower.endsWith(".jpg") || lower.endsWith(".jpeg")) {
      return PictureType.JPEG;
    }
    if (lower.endsWith(".gif")) {
      return PictureType.GIF;
    }
    throw new IOException(path + " is no PNG, JPEG or GIF file");
  }

  private static void style(XWPFParagraph paragraph, XWPFRun run, JsonFields how) {
    JsonObject given = how.optional("style", JsonFields::asObject);
    if (given == null) {
      return;
    }
    JsonFields style = new JsonFields(given);
    run.setBold(style.orElse("bold", JsonFields::asBool, run.isBold()));
    run.setItalic(style.orElse("italic", JsonFields::asBool, run.isItalic()));
    if (style.orElse("underline", JsonFields::asBool, false)) {
      run.setUnderline(UnderlinePatterns.SINGLE);
    }
    Long size = style.optional("size", JsonFields::asUnsigned);
    if (size != null) {
      run.setFontSize(Math.clamp(size, 1, 1000));
    }
    String color = style.optionalText("color");
    if (color != null) {
      run.setColor(color(color));
    }
    String alignment = style.optionalText("alignment");
    if (alignment != null) {
      paragraph.setAlignment(alignment(alignment));
    }
  }

  private static String color(String given) {
    String digits = given.startsWith("#") ? given.substring(1) : given;
    if (!digits.matches("[0-9A-Fa-f]{6}")) {
      throw ExtensionException.invalidParams("'" + given + "' is no colour such as FF0000");
    }
    return digits;
  }

  private static ParagraphAlignment alignment(String name) {
    return switch (name) {
      case "left" -> ParagraphAlignment.LEFT;
      case "center" -> ParagraphAlignment.CENTER;
      case "right" -> ParagraphAlignment.RIGHT;
      case "justified" -> ParagraphAlignment.BOTH;
      case String other -> throw new InvalidShape("unknown variant `" + other + "`");
    };
  }

  private static ExtensionException missing(String name) {
    return ExtensionException.invalidParams("Missing '" + name + "' parameter");
  }
}
