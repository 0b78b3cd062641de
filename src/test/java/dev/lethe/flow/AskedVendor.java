package dev.lethe.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Faults;
import dev.lethe.sandbox.SandboxReply;
import dev.lethe.sandbox.SandboxRequest;
import dev.lethe.sandbox.SimulatedVendor;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated Tencent IM that remembers whom each {@code account_check} asked for, in order. */
final class AskedVendor implements SimulatedVendor {
  private final TencentImSimulator tencent;
  private final ObjectMapper json = new ObjectMapper();
  private final List<List<String>> asked = new CopyOnWriteArrayList<>();

  AskedVendor(TencentImSimulator tencent) {
    this.tencent = tencent;
  }

  /** The subjects of each look-up that the vendor answered, the first call first. */
  List<List<String>> asked() {
    return List.copyOf(asked);
  }

  @Override
  public SandboxReply handle(SandboxRequest request) {
    if (kindOf(request) == CallKind.VERIFY) {
      asked.add(userIds(request.body()));
    }
    return tencent.handle(request);
  }

  private List<String> userIds(String body) {
    try {
      List<String> ids = new ArrayList<>();
      json.readTree(body).get("CheckItem").forEach(item -> ids.add(item.get("UserID").asText()));
      return ids;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("account_check without JSON", e);
    }
  }

  @Override
  public String name() {
    return tencent.name();
  }

  @Override
  public CallKind kindOf(SandboxRequest request) {
    return tencent.kindOf(request);
  }

  @Override
  public Collection<String> subjectsOf(SandboxRequest request) {
    return tencent.subjectsOf(request);
  }

  @Override
  public Accounts accounts() {
    return tencent.accounts();
  }

  @Override
  public Faults faults() {
    return tencent.faults();
  }

  @Override
  public CallLog calls() {
    return tencent.calls();
  }
}
