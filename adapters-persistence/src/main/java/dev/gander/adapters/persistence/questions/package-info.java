/// Questions to users that outlive their server, in Gander's own database. Start with
/// [SqlQuestionStore].
@NullMarked
package dev.gander.adapters.persistence.questions;

import org.jspecify.annotations.NullMarked;
