/// The texts that the model gets: [Overview] of a folder, [FileReport], [FocusReport].
@NullMarked
package dev.gander.adapters.analyze.report;

import org.jspecify.annotations.NullMarked;
