/// The argument parser's completion script for bash, and what it lacks.
///
/// bash parts words at `=` and `:`, and labels hold the first (`lr=0.1,seed=1`). So the words are put
/// together again before the script sees them, and what comes out is cut where bash will put it.
enum BashScript {
  /// The script, mended; other texts as they are.
  static func mended(_ text: String) -> String {
    guard text.hasPrefix("#!/bin/bash"), text.contains(registration) else { return text }
    return text.replacing(registration, with: joining)
  }

  private static let registration = "complete -o filenames -F _sweep sweep"

  private static let joining = #"""
    # Words as they were typed: bash parts them at = and :, which labels of runs hold.
    __sweep_joined() {
        local -a joined=()
        local rest="${COMP_LINE:0:COMP_POINT}" word
        for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
            if [[ ${#joined[@]} -gt 0 && -n "${rest}" && "${rest}" != [[:space:]]* ]]; then
                joined[${#joined[@]} - 1]+="${word}"
            else
                joined+=("${word}")
            fi
            rest="${rest#"${rest%%[![:space:]]*}"}"
            rest="${rest#"${word}"}"
        done
        local -i last=$((${#joined[@]} - 1))
        local whole="${joined[last]}" part="${2}" index
        local -a COMP_WORDS=("${joined[@]}")
        local -i COMP_CWORD=last
        _sweep "${1}" "${whole}" "${joined[last > 0 ? last - 1 : 0]}"
        local cut="${whole%"${part}"}"
        [[ "${part}" == [=:] ]] && cut="${whole}"
        for index in "${!COMPREPLY[@]}"; do
            # bash would put backslashes into a label that it takes for a file's name.
            [[ "${COMPREPLY[index]}" == *[=,]* ]] && compopt +o filenames 2> /dev/null
            COMPREPLY[index]="${COMPREPLY[index]#"${cut}"}"
        done
    }
    complete -o filenames -F __sweep_joined sweep
    """#
}
