/// The questions of all sessions in one place: who asks, the answers, and how turns go on whose
/// server ended. Start with [Approvals].
@NullMarked
package dev.gander.application.approval;

import org.jspecify.annotations.NullMarked;
