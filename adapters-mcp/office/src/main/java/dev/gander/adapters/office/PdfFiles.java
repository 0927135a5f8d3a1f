package dev.gander.adapters.office;

import dev.gander.domain.json.InvalidShape;
import dev.gander.files.PrivateFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;

/// PDF files.
///
/// @param pictures where their pictures are saved
record PdfFiles(OfficeFile document, Path pictures) {
  private static final String FONTS = "pdfbox.fontcache";
  private static final int MOST_PICTURES = 200;
  private static final int MOST_PAGES = 20_000;

  /// In pixels: a small file can hold a picture that fills the memory.
  private static final long LARGEST_PICTURE = 40_000_000;

  /// @throws InvalidShape if there is no such operation
  static void check(String operation) {
    if (!operation.equals("extract_text") && !operation.equals("extract_images")) {
      throw new InvalidShape("unknown variant `" + operation + "`");
    }
  }

  String run(String operation) throws IOException, InterruptedException {
    try (PDDocument pdf = Loader.loadPDF(document.bytes())) {
      if (pdf.getNumberOfPages() > MOST_PAGES) {
        throw new IOException("it has more than 20,000 pages");
      }
      keepFontsBeside(pictures);
      return operation.equals("extract_text") ? text(pdf) : images(pdf);
    }
  }

  /// The library would put its list of the machine's fonts into the user's home.
  private static void keepFontsBeside(Path folder) throws IOException {
    Path cache = PrivateFiles.folderOf(folder);
    if (System.getProperty(FONTS) == null) {
      PrivateFiles.createFolders(cache);
      System.setProperty(FONTS, cache.toString());
    }
  }

  private static String text(PDDocument pdf) throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
      OfficeFile.endIfCancelled();
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      String text = stripper.getText(pdf).strip();
      if (!text.isEmpty()) {
        all.append("Page ").append(page).append(":\n").append(text).append("\n\n");
      }
    }
    return all.isEmpty() ? "No text found in PDF" : all.toString().stripTrailing();
  }

  private String images(PDDocument pdf) throws IOException, InterruptedException {
    List<Path> saved = new ArrayList<>();
    for (int page = 0; page < pdf.getNumberOfPages(); page++) {
      OfficeFile.endIfCancelled();
      PDResources resources = pdf.getPage(page).getResources();
      for (COSName name : resources == null ? List.<COSName>of() : resources.getXObjectNames()) {
        PDXObject object = resources.getXObject(name);
        if (object instanceof PDImageXObject image && saved.size() < MOST_PICTURES) {
          saved.add(save(image, page + 1, saved.size() + 1));
        }
      }
    }
    if (saved.isEmpty()) {
      return "No images found in PDF";
    }
    StringBuilder told = new StringBuilder("Saved " + saved.size() + " image(s):");
    saved.forEach(file -> told.append('\n').append(file));
    return told.toString();
  }

  private Path save(PDImageXObject image, int page, int number) throws IOException {
    if ((long) image.getWidth() * image.getHeight() > LARGEST_PICTURE) {
      throw new IOException("a picture on page " + page + " has more than 40 million pixels");
    }
    BufferedImage pixels = image.getImage();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(pixels, "png", png);
    PrivateFiles.createFolders(pictures);
    String name = document.path().getFileName().toString().replaceFirst("(?i)\\.pdf$", "");
    Path file = pictures.resolve("%s_page%d_image%d.png".formatted(name, page, number));
    return Files.write(file, png.toByteArray());
  }
}
