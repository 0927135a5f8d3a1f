/// Charts, diagrams and maps: tools that check their data, and pages that draw them. Start with
/// [dev.gander.adapters.bundled.chart.AutoVisualiser].
@NullMarked
package dev.gander.adapters.bundled.chart;

import org.jspecify.annotations.NullMarked;
