"""Gates: what quiets a finding, and the reason. A gate takes a report and gives one in which some findings are quieted.

suppress   comments in the policy, and `suppress` of the configuration
baseline   findings that were accepted before
changes    findings that an edit did not cause
trust      what an edit of the policy would quiet by itself, told and not obeyed

Nothing is quieted without a reason, and nothing is lost: what a gate holds back stays in `Report.quieted`. None of these
modules is imported unless something asks for it.
"""
