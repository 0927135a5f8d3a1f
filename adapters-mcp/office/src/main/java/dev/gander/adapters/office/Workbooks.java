package dev.gander.adapters.office;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/// Excel workbooks. Rows and columns count from 1.
///
/// @param given the arguments of the call
record Workbooks(OfficeFile document, JsonFields given) {
  private static final String DEFAULT_SHEET = "Sheet1";

  /// More would be of no use to a model.
  private static final int MOST_CELLS = 10_000;

  private static final Pattern RANGE =
      Pattern.compile("[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?");

  String run(String operation) throws IOException, InterruptedException {
    try (XSSFWorkbook workbook = open(operation)) {
      CellTexts texts = new CellTexts(workbook);
      return switch (operation) {
        case "list_worksheets" -> worksheets(workbook);
        case "get_columns" -> columns(sheet(workbook), texts);
        case "get_range" -> range(sheet(workbook), texts);
        case "find_text" -> find(sheet(workbook), texts);
        case "get_cell" -> cell(sheet(workbook), texts);
        case "update_cell" -> update(workbook);
        case "save" -> save(workbook);
        case String other -> throw new InvalidShape("unknown variant `" + other + "`");
      };
    }
  }

  /// A workbook that does not exist is made by the first cell that is written to it.
  private XSSFWorkbook open(String operation) throws IOException {
    return operation.equals("update_cell") && !document.exists()
        ? new XSSFWorkbook()
        : new XSSFWorkbook(new ByteArrayInputStream(document.bytes()));
  }

  private Sheet sheet(XSSFWorkbook workbook) throws IOException {
    String name = given.optionalText("worksheet");
    if (name == null) {
      return workbook.getSheetAt(0);
    }
    Sheet sheet = workbook.getSheet(name);
    if (sheet == null) {
      throw new IOException("it has no worksheet '" + name + "'");
    }
    return sheet;
  }

  private static String worksheets(XSSFWorkbook workbook) {
    List<Json> sheets = new ArrayList<>();
    for (Sheet sheet : workbook) {
      sheets.add(
          JsonObject.builder()
              .put("name", sheet.getSheetName())
              .put("index", JsonNumber.of(workbook.getSheetIndex(sheet)))
              .put("rows", JsonNumber.of(sheet.getLastRowNum() + 1))
              .put("columns", JsonNumber.of(width(sheet)))
              .build());
    }
    return JsonText.pretty(new JsonArray(sheets));
  }

  private static int width(Sheet sheet) {
    int width = 0;
    for (Row row : sheet) {
      width = Math.max(width, row.getLastCellNum());
    }
    return width;
  }

  private static String columns(Sheet sheet, CellTexts texts) {
    List<Json> names = new ArrayList<>();
    Row head = sheet.getRow(0);
    for (int i = 0; head != null && i < head.getLastCellNum(); i++) {
      names.add(Json.of(texts.of(head.getCell(i))));
    }
    return JsonText.pretty(new JsonArray(names));
  }

  private String range(Sheet sheet, CellTexts texts) throws IOException {
    String text = needed("range").strip().toUpperCase(Locale.ROOT);
    if (!RANGE.matcher(text).matches()) {
      throw new IOException("'" + text + "' is no range such as A1:C10");
    }
    CellRangeAddress range = CellRangeAddress.valueOf(text);
    if (range.getNumberOfCells() > MOST_CELLS || range.getNumberOfCells() < 1) {
      throw new IOException("a range has from 1 to " + MOST_CELLS + " cells");
    }
    List<Json> rows = new ArrayList<>();
    for (int i = range.getFirstRow(); i <= range.getLastRow(); i++) {
      List<Json> cells = new ArrayList<>();
      for (int j = range.getFirstColumn(); j <= range.getLastColumn(); j++) {
        cells.add(Json.of(texts.of(at(sheet, i, j))));
      }
      rows.add(new JsonArray(cells));
    }
    return JsonText.pretty(new JsonArray(rows));
  }

  private String find(Sheet sheet, CellTexts texts) throws InterruptedException {
    boolean exact = given.orElse("case_sensitive", JsonFields::asBool, false);
    String wanted = folded(needed("search_text"), exact);
    List<String> found = new ArrayList<>();
    for (Row row : sheet) {
      OfficeFile.endIfCancelled();
      for (Cell cell : row) {
        if (folded(texts.of(cell), exact).contains(wanted)) {
          found.add("(" + (cell.getRowIndex() + 1) + ", " + (cell.getColumnIndex() + 1) + ")");
        }
      }
    }
    return found.isEmpty() ? "[]" : "[\n    " + String.join(",\n    ", found) + ",\n]";
  }

  private static String folded(String text, boolean exact) {
    return exact ? text : text.toLowerCase(Locale.ROOT);
  }

  private String cell(Sheet sheet, CellTexts texts) throws IOException {
    Cell cell = at(sheet, index("row"), index("col"));
    JsonObject.Builder told = JsonObject.builder().put("value", texts.of(cell));
    if (cell != null && cell.getCellType() == CellType.FORMULA) {
      told.put("formula", cell.getCellFormula());
    }
    return JsonText.pretty(told.build());
  }

  private String update(XSSFWorkbook workbook) throws IOException {
    int row = index("row");
    int column = index("col");
    String value = needed("value");
    String name = Optional.ofNullable(given.optionalText("worksheet")).orElse(DEFAULT_SHEET);
    Sheet sheet = workbook.getSheet(name);
    if (sheet == null) {
      sheet = workbook.createSheet(name);
    }
    Row target = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
    set(target.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK), value);
    workbook.setForceFormulaRecalculation(true);
    document.write(workbook::write);
    return "Updated cell (%d, %d) in worksheet '%s'".formatted(row + 1, column + 1, name);
  }

  private static void set(Cell cell, String value) {
    Optional<JsonNumber> number = JsonNumber.parse(value);
    if (value.startsWith("=") && value.length() > 1) {
      cell.setCellFormula(value.substring(1));
    } else if (number.isPresent()) {
      cell.setCellValue(number.get().doubleValue());
    } else {
      cell.setCellValue(value);
    }
  }

  private String save(XSSFWorkbook workbook) throws IOException {
    document.write(workbook::write);
    return "File saved successfully.";
  }

  private static @Nullable Cell at(Sheet sheet, int row, int column) {
    Row found = sheet.getRow(row);
    return found == null ? null : found.getCell(column);
  }

  private String needed(String name) {
    String value = given.optionalText(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  /// From 0, as the library counts.
  private int index(String name) throws IOException {
    Long number = given.optional(name, JsonFields::asUnsigned);
    if (number == null) {
      throw missing(name);
    }
    if (number < 1 || number > 1_048_576) {
      throw new IOException("rows and columns count from 1");
    }
    return Math.toIntExact(number - 1);
  }

  private static ExtensionException missing(String name) {
    return ExtensionException.invalidParams("Missing '" + name + "' parameter");
  }
}
