package io.pop3.conformance;

import io.pop3.conformance.ConformanceCase.Check;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes down the cases of one heading, in order. */
final class CaseGroup {

  static final String DECISIONS = "this project's decisions";

  private final String name;
  private final Set<Need> commonNeeds;
  private final List<Draft> drafts = new ArrayList<>();

  private CaseGroup(String name, Set<Need> commonNeeds) {
    this.name = name;
    this.commonNeeds = commonNeeds;
  }

  /** A group whose cases all have some needs. */
  static CaseGroup named(String name, Need... commonNeeds) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    needs.addAll(List.of(commonNeeds));
    return new CaseGroup(name, needs);
  }

  private static final class Draft {
    private final String id;
    private final Level level;
    private final String clause;
    private final String title;
    private final Check check;
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final List<String> alsoCovers = new ArrayList<>();

    private Draft(String id, Level level, String clause, String title, Check check) {
      this.id = id;
      this.level = level;
      this.clause = clause;
      this.title = title;
      this.check = check;
    }
  }

  CaseGroup must(String id, String clause, String title, Check check) {
    return add(id, Level.MUST, clause, title, check);
  }

  CaseGroup should(String id, String clause, String title, Check check) {
    return add(id, Level.SHOULD, clause, title, check);
  }

  CaseGroup may(String id, String clause, String title, Check check) {
    return add(id, Level.MAY, clause, title, check);
  }

  CaseGroup house(String id, String title, Check check) {
    return add(id, Level.HOUSE, DECISIONS, title, check);
  }

  private CaseGroup add(String id, Level level, String clause, String title, Check check) {
    drafts.add(new Draft(id, level, clause, title, check));
    return this;
  }

  /** The last case needs more than all do. */
  CaseGroup needing(Need... needs) {
    last().needs.addAll(List.of(needs));
    return this;
  }

  /** The last case decides further requirements. */
  CaseGroup also(String... ids) {
    last().alsoCovers.addAll(List.of(ids));
    return this;
  }

  private Draft last() {
    return drafts.get(drafts.size() - 1);
  }

  List<ConformanceCase> cases() {
    return drafts.stream().map(this::finish).toList();
  }

  private ConformanceCase finish(Draft draft) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    needs.addAll(commonNeeds);
    needs.addAll(draft.needs);
    return new ConformanceCase(
        draft.id,
        draft.alsoCovers,
        name,
        draft.level,
        draft.clause,
        draft.title,
        needs,
        draft.check);
  }
}
