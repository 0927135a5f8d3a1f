/// The values of templates and what can be done with them: operators, filters, tests, printing.
/// Nothing here knows how a template is written. Start with [Value].
@NullMarked
package dev.gander.application.template.value;

import org.jspecify.annotations.NullMarked;
