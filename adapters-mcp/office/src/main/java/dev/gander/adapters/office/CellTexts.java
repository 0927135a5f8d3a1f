package dev.gander.adapters.office;

import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Workbook;
import org.jspecify.annotations.Nullable;

/// What the cells of one workbook show. It must not change meanwhile, since results are kept.
final class CellTexts {
  private final FormulaEvaluator evaluator;
  private final DataFormatter formatter = new DataFormatter(Locale.ROOT);
  private final DataFormatter saved = new DataFormatter(Locale.ROOT);

  CellTexts(Workbook workbook) {
    evaluator = workbook.getCreationHelper().createFormulaEvaluator();
    saved.setUseCachedValuesForFormulaCells(true);
  }

  /// As Excel shows it; of a formula its result.
  String of(@Nullable Cell cell) {
    if (cell == null) {
      return "";
    }
    try {
      return formatter.formatCellValue(cell, evaluator);
    } catch (RuntimeException | StackOverflowError _) {
      // The library does not know every function, nor other workbooks, and goes through long chains
      // by recursion. Whoever saved the file has the result in it.
      return saved.formatCellValue(cell);
    }
  }
}
