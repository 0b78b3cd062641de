package dev.lethe.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProtectedSubjectsTest {

  @Test
  void exactSubjectsAndPrefixesAreProtected() {
    ProtectedSubjects subjects = new ProtectedSubjects(List.of("root", "  admin-*  "));

    assertThat(subjects.contains("root")).isTrue();
    assertThat(subjects.contains("admin-")).isTrue();
    assertThat(subjects.contains("admin-7")).isTrue();
    assertThat(subjects.contains("root2")).isFalse();
    assertThat(subjects.contains("Root")).isTrue();
    assertThat(subjects.contains("ADMIN-7")).isTrue();
    assertThat(subjects.contains("the-admin-7")).isFalse();
  }

  @Test
  void emptyLinesAndCommentsProtectNobody() {
    ProtectedSubjects subjects = new ProtectedSubjects(List.of("", "   ", "# root", "#*"));

    assertThat(subjects.contains("")).isFalse();
    assertThat(subjects.contains("root")).isFalse();
    assertThat(subjects.contains("# root")).isFalse();
  }

  @Test
  void aStarAloneProtectsEverybody() {
    assertThat(new ProtectedSubjects(List.of("*")).contains("anyone")).isTrue();
    assertThat(new ProtectedSubjects(List.of("*")).protectsEverybody()).isTrue();
    assertThat(new ProtectedSubjects(List.of("a*", "b")).protectsEverybody()).isFalse();
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstSubject() {
    ProtectedSubjects subjects = new ProtectedSubjects(List.of("\ufeffroot", "second"));

    assertThat(subjects.contains("root")).isTrue();
  }
}
